namespace OrleansTwin.Access.Abilities;

/// <summary>An action that makes its holder highly privileged, and where.</summary>
public sealed record PrivilegedAction(string Action, string Resource);
