namespace OrleansTwin.Access.Azure;

/// <summary>
/// Bounds of one Azure case. Azure itself allows 4,000 role assignments a subscription, 500 a management group, 5,000 custom roles a tenant
/// and 8 KB a condition ("Azure RBAC limits"), so a real estate stays below.
/// </summary>
public sealed record AzureLimits
{
    public static AzureLimits Default { get; } = new();

    /// <summary>Most role, eligible or deny assignments of each kind.</summary>
    public int AssignmentsMax { get; init; } = 20_000;

    /// <summary>Most role definitions told with a case.</summary>
    public int RolesMax { get; init; } = 5_000;

    /// <summary>Most permissions of a definition, and most actions of each of its lists.</summary>
    public int ActionsMax { get; init; } = 4_096;

    public int GroupsMax { get; init; } = 50_000;

    /// <summary>Most members of one group.</summary>
    public int MembersMax { get; init; } = 100_000;

    /// <summary>Most management groups, and most subscriptions.</summary>
    public int HierarchyMax { get; init; } = 20_000;

    /// <summary>Most principals of a deny assignment, and most attribute values.</summary>
    public int ListItemsMax { get; init; } = 10_000;

    /// <summary>Most reasons told with a decision.</summary>
    public int ReasonsMax { get; init; } = 16;

    /// <summary>Longest condition in characters.</summary>
    public int ConditionCharactersMax { get; init; } = 32_768;

    /// <summary>Deepest nesting of a condition.</summary>
    public int ConditionDepthMax { get; init; } = 64;

    /// <summary>Most comparisons of two values in one condition; a larger cross product stays unknown.</summary>
    public int ConditionComparisonsMax { get; init; } = 100_000;
}
