namespace OrleansTwin.Access.Google.Cel;

/// <summary>An unsigned number, kept apart from the signed ones as the language does.</summary>
public readonly record struct CelUint(ulong Value);
