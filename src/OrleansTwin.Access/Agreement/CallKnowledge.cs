using System.Text.RegularExpressions;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Agreement;

/// <summary>The file <c>calls.yaml</c>: what a logged call asks for besides its own name.</summary>
internal sealed partial class CallKnowledge
{
    public static CallKnowledge Default { get; } = EmbeddedYaml.Read<CallKnowledge>("Agreement/Data/calls.yaml");

    public HashSet<string> ResourcePolicies { get; init; } = [];

    public Dictionary<string, List<string>> OnlyOf { get; init; } = [];

    public Dictionary<string, string> Actions { get; init; } = [];

    public Dictionary<string, List<string>> AlsoAsks { get; init; } = [];

    public List<string> RefusedOtherwise { get; init; } = [];

    /// <summary>Permission that a call asks for, <c>service:Name</c>; null where the record names no service of AWS.</summary>
    public string? ActionOf(string eventSource, string eventName)
    {
        const string Suffix = ".amazonaws.com";
        if (!eventSource.EndsWith(Suffix, StringComparison.Ordinal) || eventName.Length == 0)
        {
            return null;
        }

        var service = eventSource[..^Suffix.Length];
        var recorded = $"{(service == "monitoring" ? "cloudwatch" : service)}:{Version().Replace(eventName, string.Empty)}";
        return Actions.GetValueOrDefault(recorded, recorded);
    }

    public IReadOnlyList<string> Asks(string action) => [action, .. AlsoAsks.GetValueOrDefault(action) ?? []];

    /// <summary>Whether a resource of the type may carry a policy of its own; a type that is not known may.</summary>
    public bool MayCarryPolicy(string service, string type) =>
        ResourcePolicies.Contains(service) && (type.Length == 0 || !OnlyOf.TryGetValue(service, out var types) || types.Contains(type));

    public bool IsRefusedOtherwise(string action) => RefusedOtherwise.Exists(pattern => Glob.Parse(pattern).IsMatch(action));

    // Lambda and CloudFront write the version of the API behind the name.
    [GeneratedRegex(@"\d{4}_?\d{2}_?\d{2}(v\d+)?$", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
