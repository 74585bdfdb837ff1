using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>
/// Who acts: <c>service</c> if an AWS service calls by itself or with its service-linked role; <c>forwarded</c> if a service
/// calls for somebody (<c>invokedBy</c> beside a caller's type: a stack, a console service); <c>root</c>; else <c>caller</c>.
/// <c>invokedBy: AWS Internal</c> is a proxied console call of a person if the record has an address, and forwarded otherwise.
/// </summary>
internal sealed class ActorClassField(SigmaFieldTable fields) : DerivedField
{
    private readonly int _type = fields.SlotOf("userIdentity.type");
    private readonly int _invokedBy = fields.SlotOf("userIdentity.invokedBy");
    private readonly int _arn = fields.SlotOf("userIdentity.arn");
    private readonly int _eventType = fields.SlotOf("eventType");
    private readonly int _address = fields.SlotOf("sourceIPAddress");

    public override void Derive(SigmaEvent record, int slot)
    {
        var type = record.Texts(_type).FirstOrDefault();
        var invokedBy = record.Texts(_invokedBy).FirstOrDefault();
        var isService = type == "AWSService"
            || record.Texts(_eventType).FirstOrDefault() == "AwsServiceEvent"
            || record.Texts(_arn).Any(arn => arn.Contains("/AWSServiceRoleFor", StringComparison.Ordinal));
        var isForwarded = invokedBy is not null && (invokedBy != "AWS Internal" || !HasAddress(record));
        record.AddDerived(slot, isService ? "service"u8 : isForwarded ? "forwarded"u8 : type == "Root" ? "root"u8 : "caller"u8);
    }

    private bool HasAddress(SigmaEvent record) =>
        record.Texts(_address).Any(text => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text.Contains(':', StringComparison.Ordinal)));
}
