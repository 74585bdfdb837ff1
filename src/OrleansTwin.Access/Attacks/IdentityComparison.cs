using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Attacks;

/// <summary>Whether two drawings of one identity have the very same policies: compiled policies are shared, so references tell.</summary>
internal static class IdentityComparison
{
    public static bool Same(Identity one, Identity other)
    {
        var (left, right) = (one.Policies, other.Policies);
        return Same(left.Identity, right.Identity) && Same(left.PermissionBoundary, right.PermissionBoundary) && left.CallerInManagementAccount == right.CallerInManagementAccount
            && Same(left.ServiceControl, right.ServiceControl) && Same(left.ResourceControl, right.ResourceControl) && left.KmsGrants.AsSpan().SequenceEqual(right.KmsGrants.AsSpan())
            && one.Context.Values.Count() == other.Context.Values.Count() && one.Context.Values.All(v => Same(v.Value, other.Context.Find(v.Key)));
    }

    private static bool Same(ContextValue one, ContextValue other) => one.Knowledge == other.Knowledge && (one.Values.IsDefault ? other.Values.IsDefault : !other.Values.IsDefault && one.Values.AsSpan().SequenceEqual(other.Values.AsSpan()));

    /// <summary>The identity's own policies alone, without what bounds them.</summary>
    public static bool SameOwn(Identity one, Identity other) => Same(one.Policies.Identity, other.Policies.Identity);

    private static bool Same(ImmutableArray<OrganizationLevel> one, ImmutableArray<OrganizationLevel> other) =>
        one.Length == other.Length && one.Zip(other).All(static pair => pair.First.Node == pair.Second.Node && Same(pair.First.Policies, pair.Second.Policies));

    private static bool Same(LayerPolicies? one, LayerPolicies? other) => ReferenceEquals(one, other) || (one is not null && other is not null
        && one.Unseen.AsSpan().SequenceEqual(other.Unseen.AsSpan()) && one.Policies.Length == other.Policies.Length && one.Policies.Zip(other.Policies).All(static p => ReferenceEquals(p.First, p.Second)));
}
