using OrleansTwin.Access.Azure.Conditions;

namespace OrleansTwin.Access.Azure;

/// <summary>A role given to a principal at a scope.</summary>
/// <param name="Name">Id of the assignment.</param>
/// <param name="Principal">To whom.</param>
/// <param name="RoleReference">The role as the assignment names it.</param>
/// <param name="Role">Its definition; null where it was not seen.</param>
/// <param name="Scope">From where downwards.</param>
/// <param name="Condition">Under which condition.</param>
/// <param name="Start">Not before, for assignments of limited time.</param>
/// <param name="End">Not from here on.</param>
/// <param name="IsEligible">To be activated first (Privileged Identity Management).</param>
/// <param name="Contradiction">Why Azure would not hold such an assignment; whether it counts is then not known.</param>
internal sealed record AzureAssignment(
    string Name, AzurePrincipal Principal, string RoleReference, AzureRole? Role, AzureScope Scope, AzureCondition? Condition, DateTimeOffset? Start, DateTimeOffset? End, bool IsEligible, string? Contradiction);
