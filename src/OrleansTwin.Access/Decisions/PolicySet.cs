using System.Collections.Immutable;

namespace OrleansTwin.Access.Decisions;

/// <summary>Every policy that takes part in a decision. A null layer is known not to apply; see each member.</summary>
public sealed record PolicySet
{
    public static PolicySet Empty { get; } = new();

    /// <summary>Inline, managed and group policies of the caller.</summary>
    public LayerPolicies Identity { get; init; } = LayerPolicies.None;

    /// <summary>Policy of the resource, trust policy of a role, key policy. Null: the resource has none.</summary>
    public LayerPolicies? Resource { get; init; }

    /// <summary>Null: the caller has no boundary.</summary>
    public LayerPolicies? PermissionBoundary { get; init; }

    /// <summary>Null: the session was made without a session policy.</summary>
    public LayerPolicies? Session { get; init; }

    /// <summary>Root first, then each unit, the account last. Empty: the caller's account is in no organisation.</summary>
    public ImmutableArray<OrganizationLevel> ServiceControl { get; init; } = [];

    /// <summary>Of the resource's account, root first. AWS's own allow-all policy is implied at each level.</summary>
    public ImmutableArray<OrganizationLevel> ResourceControl { get; init; } = [];

    /// <summary>Null: the request passes no VPC endpoint with a policy.</summary>
    public LayerPolicies? VpcEndpoint { get; init; }

    public ImmutableArray<KmsGrant> KmsGrants { get; init; } = [];

    /// <summary>The organisation's management account is outside of its service control policies.</summary>
    public bool CallerInManagementAccount { get; init; }

    /// <summary>Resources of the management account are outside of resource control policies.</summary>
    public bool ResourceInManagementAccount { get; init; }
}
