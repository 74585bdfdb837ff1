namespace OrleansTwin.Access.Decisions;

/// <summary>One statement, read. An empty list means the member is absent.</summary>
internal sealed record PolicyStatement(
    bool Allows,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> NotActions,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> NotResources,
    IReadOnlyList<string> Principals,
    bool NotPrincipal,
    IReadOnlyList<string> Conditions);
