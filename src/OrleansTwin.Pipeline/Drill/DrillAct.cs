namespace OrleansTwin.Pipeline.Drill;

/// <summary>What a kind of step, or of store, is done by.</summary>
/// <param name="Kind">Kind of step; null for stores.</param>
/// <param name="Types">Resource types, for stores.</param>
/// <param name="Calls">Calls in order; none where the step leaves no record of a call.</param>
/// <param name="NoAct">Nobody does anything: it is no step of a drill.</param>
/// <param name="Note">What to know of it.</param>
public sealed record DrillAct(string? Kind, IReadOnlyList<string>? Types, IReadOnlyList<string> Calls, string? Note, bool NoAct);
