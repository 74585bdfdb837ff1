namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>user</c>. The type is ours and written as text; the key id stands in <c>credential_uid</c>.</summary>
internal sealed record OcsfUser(string? Uid, string? Name, string? Type, string? CredentialUid);
