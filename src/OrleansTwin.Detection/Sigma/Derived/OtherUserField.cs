using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>Whether an IAM call is about somebody else. IAM takes a missing user name for the caller.</summary>
internal sealed class OtherUserField(SigmaFieldTable fields) : DerivedField
{
    private readonly int _target = fields.SlotOf("requestParameters.userName");
    private readonly int _answered = fields.SlotOf("responseElements.accessKey.userName");
    private readonly int _caller = fields.SlotOf("userIdentity.userName");
    private readonly int _type = fields.SlotOf("userIdentity.type");

    public override void Derive(SigmaEvent record, int slot)
    {
        var target = record.Texts(_target).Concat(record.Texts(_answered)).FirstOrDefault();
        var isUser = record.Texts(_type).FirstOrDefault() == "IAMUser";
        var isSelf = target is null || (isUser && record.Texts(_caller).Contains(target));
        record.AddDerived(slot, isSelf ? "false"u8 : "true"u8);
    }
}
