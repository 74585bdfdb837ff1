namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>Something that may allow or deny but was not seen.</summary>
/// <param name="What">Id of the policy, or of the principal whose past is not known.</param>
/// <param name="Why">A sentence.</param>
/// <param name="Grants">It may allow (an identity policy), not only bound.</param>
internal sealed record UnseenGrant(string What, string Why, bool Grants);
