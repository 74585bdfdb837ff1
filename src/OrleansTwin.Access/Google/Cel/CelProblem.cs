namespace OrleansTwin.Access.Google.Cel;

/// <summary>Ends the reading of one expression; caught by <see cref="CelExpression.Parse"/>, never seen outside.</summary>
internal sealed class CelProblem(int position, string message) : Exception($"at character {position + 1}: {message}");
