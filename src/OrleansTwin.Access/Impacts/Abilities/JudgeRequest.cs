using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>One static question to the policy evaluator.</summary>
/// <param name="Principal">ARN of the role or user; for a resource policy alone the principal to be let in.</param>
/// <param name="Account">Account of the principal.</param>
/// <param name="ResourceAccount">Account of the resource; null where it is not known and taken to be the principal's.</param>
/// <param name="Boundaries">Permission boundary documents; empty where none bounds it.</param>
/// <param name="IdentityTrusted">The identity side is taken to allow: the question is to the resource policy only.</param>
public sealed record JudgeRequest(
    EntityId Principal,
    string Account,
    string Action,
    string Resource,
    string? ResourceAccount,
    IReadOnlyList<PolicyText> Identity,
    IReadOnlyList<PolicyText> Boundaries,
    PolicyText? ResourcePolicy,
    bool IdentityTrusted = false);
