namespace OrleansTwin.Access.Impacts.Rules;

/// <summary>The ways a rule of the data file is decided, by name.</summary>
internal static class RuleDeciders
{
    public const string Permissions = "permissions";
    public const string Network = "network";
    public const string NetworkRules = "networkRules";
    public const string ResourcePolicy = "resourcePolicy";

    private delegate void Decider(ImpactRule rule, ImpactScene scene, PartBuilder part);

    // Permissions and network changes mean what the entity's own part, and those of its relations, work out.
    private static readonly Dictionary<string, Decider> Deciders = new(StringComparer.Ordinal)
    {
        [Permissions] = static (_, _, _) => { },
        [Network] = static (_, _, _) => { },
        [NetworkRules] = NetworkRuleDecider.Decide,
        [ResourcePolicy] = ResourcePolicyDecider.Decide,
        ["value"] = ValueDecider.Decide,
        ["life"] = ValueDecider.Life,
        ["elementsRemoved"] = ValueDecider.ElementsRemoved,
        ["relationRemoved"] = RelationDecider.Removed,
        ["relationAdded"] = RelationDecider.Added,
        ["sharing"] = RelationDecider.Sharing,
        ["grantees"] = GranteeDecider.Decide,
        ["credentialOfOther"] = CredentialDecider.Decide,
    };

    public static IReadOnlyCollection<string> Names => Deciders.Keys;

    public static void Decide(ImpactRule rule, ImpactScene scene, PartBuilder part) => Deciders[rule.Decide](rule, scene, part);
}
