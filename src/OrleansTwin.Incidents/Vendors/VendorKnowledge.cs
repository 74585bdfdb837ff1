using OrleansTwin.Incidents.Knowledge;

namespace OrleansTwin.Incidents.Vendors;

/// <summary>Where vendors' alerts hold what, and what sharing it says (<c>Data/vendors.json</c>).</summary>
internal sealed record VendorKnowledge(
    string[] Ids,
    string[] Starts,
    string[] Ends,
    string[] Titles,
    string[] Roots,
    EntityProperty[] Properties,
    TypedValue[] TypedValues,
    Dictionary<string, double> Weights,
    double Threshold,
    int WindowHours,
    string[] Ignore)
{
    public static VendorKnowledge Current { get; } = EmbeddedJson.Read<VendorKnowledge>("vendors.json");

    private readonly Dictionary<string, string> _kindOf = Properties.SelectMany(static entry => entry.Names.Select(name => (name, entry.Kind)))
        .ToDictionary(static pair => pair.name, static pair => pair.Kind, StringComparer.Ordinal);

    private readonly HashSet<string> _ignored = Ignore.ToHashSet(StringComparer.OrdinalIgnoreCase);

    public string? KindOf(string property) => _kindOf.GetValueOrDefault(property);

    public bool IsIgnored(string value) => _ignored.Contains(value);
}
