namespace OrleansTwin.Access.Azure;

/// <summary>A principal as an assignment names it.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Type">User, Group, ServicePrincipal…; null where not told.</param>
internal sealed record AzurePrincipal(string Id, string? Type)
{
    /// <summary>Stands for all principals of a directory in deny assignments ("Understand Azure deny assignments", System-Defined Principal).</summary>
    public bool IsEverybody => Guid.TryParse(Id, out var id) && id == Guid.Empty;

    /// <summary>Whether it may be a group.</summary>
    public bool MayBeGroup => Type is null || Type.Equals("Group", StringComparison.OrdinalIgnoreCase) || Type.Equals("ForeignGroup", StringComparison.OrdinalIgnoreCase);
}
