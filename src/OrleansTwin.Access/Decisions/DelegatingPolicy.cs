using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>A resource policy that allows its account everything, and so leaves the decision to the account's own policies.</summary>
public static class DelegatingPolicy
{
    public static LayerPolicies For(string account) => LayerPolicies.Of(CompiledPolicy.Compile("account", new PolicyDocument(
        PolicyDocument.VersionWithVariables,
        [
            new PolicyStatement
            {
                Index = 0,
                Effect = PolicyEffect.Allow,
                Actions = ["*"],
                Resources = [],
                Conditions = [],
                Principal = new PrincipalElement(false, [new PrincipalEntry(PrincipalEntryKind.Aws, account)]),
            },
        ])));
}
