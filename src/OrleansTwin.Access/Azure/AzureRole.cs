using System.Collections.Immutable;

namespace OrleansTwin.Access.Azure;

/// <summary>A role definition.</summary>
/// <param name="Id">Its GUID or name in lower case.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Permissions">Each grants on its own; what one leaves out another may name.</param>
/// <param name="AssignableScopes">Where it may be assigned.</param>
internal sealed record AzureRole(string Id, string Name, ImmutableArray<AzurePermission> Permissions, ImmutableArray<AzureScope> AssignableScopes);
