using OrleansTwin.Access.Google.Cel;

namespace OrleansTwin.Access.Google;

/// <summary>A condition with its title.</summary>
internal sealed record GoogleCondition(string? Title, CelExpression Expression);
