using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>The policies that decide what a user or role may do, as of a position.</summary>
/// <param name="Unseen">Sentences about policies that exist, or may exist, but whose statements are not known.</param>
/// <param name="Present">False: the principal is deleted, or nothing was ever said of it.</param>
/// <param name="Fingerprint">Equal for equal policies of equal accounts; names and documents go into it.</param>
internal sealed record PrincipalPolicies(
    EntityId Principal,
    string Account,
    IReadOnlyList<PolicyText> Identity,
    IReadOnlyList<PolicyText> Boundaries,
    IReadOnlyList<UnseenGrant> Unseen,
    bool Present,
    string Fingerprint)
{
    /// <summary>Whether the other is there as this one is, bounded alike, with the same unseen: only what their policies say may differ.</summary>
    public bool Bounds(PrincipalPolicies other) =>
        Present == other.Present && Account == other.Account && Boundaries.SequenceEqual(other.Boundaries) && Unseen.SequenceEqual(other.Unseen);
}
