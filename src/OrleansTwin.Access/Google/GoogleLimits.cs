using OrleansTwin.Access.Google.Cel;

namespace OrleansTwin.Access.Google;

/// <summary>Bounds of one Google Cloud case. IAM itself allows 1,500 principals in an allow policy and 500 deny rules a resource ("IAM quotas and limits").</summary>
public sealed record GoogleLimits
{
    public static GoogleLimits Default { get; } = new();

    /// <summary>Most resources, policies of each kind, and bindings or rules of one policy.</summary>
    public int PoliciesMax { get; init; } = 20_000;

    /// <summary>Most members, permissions or other texts of one list.</summary>
    public int ListItemsMax { get; init; } = 20_000;

    /// <summary>Most roles told with a case.</summary>
    public int RolesMax { get; init; } = 5_000;

    public int GroupsMax { get; init; } = 50_000;

    /// <summary>Most members of one group.</summary>
    public int MembersMax { get; init; } = 100_000;

    /// <summary>Most reasons told with a decision.</summary>
    public int ReasonsMax { get; init; } = 16;

    /// <summary>Bounds of each condition.</summary>
    public CelLimits Conditions { get; init; } = CelLimits.Default;
}
