namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>Whom the allowing statements of a resource policy name.</summary>
/// <param name="Anyone">A statement names everyone, or everyone but some.</param>
/// <param name="Principals">ARNs and account numbers named, ordinal order.</param>
/// <param name="Federated">Identity providers named.</param>
/// <param name="Services">Service principals named.</param>
/// <param name="Readable">False: the document is no policy that can be read.</param>
public sealed record PolicyAudience(bool Anyone, IReadOnlyList<string> Principals, IReadOnlyList<string> Federated, IReadOnlyList<string> Services, bool Readable);
