using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>The whole of a drill.</summary>
/// <param name="Kind">Always <c>drill</c>.</param>
/// <param name="What">The path or technique.</param>
/// <param name="Steps">Steps of it.</param>
/// <param name="Raised">Steps whose record comes, or may come, and that raise a signal.</param>
/// <param name="Silent">Steps whose record comes, or may come, and that raise none.</param>
/// <param name="Blind">Steps that leave no record.</param>
/// <param name="Uncertain">Steps of which it is not known whether their record comes.</param>
/// <param name="Alerts">Alerts that hold a step, highest severity first.</param>
/// <param name="Incidents">Incidents that hold a step, the same.</param>
public sealed record DrillResult(string Kind, string What, int Steps, int Raised, int Silent, int Blind, int Uncertain, ValueArray<DrillFinding> Alerts, ValueArray<DrillFinding> Incidents);
