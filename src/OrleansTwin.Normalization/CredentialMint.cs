using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization;

/// <summary>
/// A credential or session that a call handed out, with every link to who asked for it (log-facts §2). A sign-in hands out no key id.
/// </summary>
public sealed record CredentialMint
{
    /// <summary>Access key id; null where the response does not tell it (console sessions, masked records).</summary>
    public string? KeyId { get; init; }

    /// <summary>Role, user or federated user the credential acts as.</summary>
    public required EntityId Principal { get; init; }

    public required string PrincipalType { get; init; }

    /// <summary>Session name, where the credential is a session's.</summary>
    public string? Session { get; init; }

    /// <summary>Null for a key that does not expire, or where not told.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The caller, as its record tells it.</summary>
    public required Actor By { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>Federated subject, <c>provider|subject</c>, or the certificate of a Roles Anywhere session.</summary>
    public string? Federation { get; init; }

    /// <summary>Unique id of the session's principal (<c>AROA…:name</c>).</summary>
    public string? UniqueId { get; init; }

    /// <summary>Kind of link: <c>minted</c> (the response holds the key), <c>signIn</c>, <c>switchRole</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>API that minted it, <c>service:Action</c>.</summary>
    public required string Action { get; init; }
}
