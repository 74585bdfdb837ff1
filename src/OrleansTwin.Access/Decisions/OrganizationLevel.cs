namespace OrleansTwin.Access.Decisions;

/// <summary>The control policies attached to one node of the organisation: root, a unit, or the account.</summary>
/// <param name="Node">Id of the root, organisational unit or account.</param>
/// <param name="Policies">What is attached there.</param>
public sealed record OrganizationLevel(string Node, LayerPolicies Policies);
