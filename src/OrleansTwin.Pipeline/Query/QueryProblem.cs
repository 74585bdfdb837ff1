namespace OrleansTwin.Pipeline.Query;

/// <summary>Why a query is not understood.</summary>
/// <param name="Position">Of the first character that does not fit, from 0.</param>
/// <param name="Length">Characters concerned; 0 at the end.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="Allowed">What could stand there.</param>
public sealed record QueryProblem(int Position, int Length, string Message, IReadOnlyList<string> Allowed);
