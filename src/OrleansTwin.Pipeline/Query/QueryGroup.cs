namespace OrleansTwin.Pipeline.Query;

/// <summary>Rows that have the same values.</summary>
/// <param name="Values">One for each field counted by; null: not known, empty: none.</param>
public sealed record QueryGroup(IReadOnlyList<string?> Values, int Count);
