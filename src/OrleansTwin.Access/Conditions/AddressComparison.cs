namespace OrleansTwin.Access.Conditions;

/// <summary>IpAddress and NotIpAddress: the request's address lies in the policy's range, IPv4 and IPv6 apart.</summary>
internal sealed class AddressComparison(string value, string place) : ValueComparison
{
    private readonly AddressRange? _range = AddressRange.TryParse(value, out var range) ? range : null;

    public override Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes)
    {
        if (_range is not { } allowed)
        {
            notes.AddError($"{place}: `{value}` is no address range");
            return Truth.No;
        }

        // Services calling for a user put their name where an address would stand; such a value lies in no range.
        if (!AddressRange.TryParse(contextValue, out var actual))
        {
            notes.AddError($"{place}: the request's value `{contextValue}` is no address");
            return Truth.No;
        }

        return allowed.Contains(actual).ToTruth();
    }
}
