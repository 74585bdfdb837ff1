using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Coverage;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>What one step of a drill would have raised.</summary>
/// <param name="Kind">Always <c>step</c>.</param>
/// <param name="Event">Marked id of its record; null where it leaves none or none could be made.</param>
/// <param name="Needs">The record in words.</param>
/// <param name="Seen">Whether and how fast that record comes; not known where that is not known.</param>
/// <param name="Raised">Signals that the step adds, with its record taken as come. For a step that is not recorded: what it would raise if it were.</param>
/// <param name="Blind">Why nothing of it would be seen; null where its record comes or may come.</param>
public sealed record DrillRow(string Kind, int Number, string Step, string Action, EntityId Actor, EntityId Target, string Account, string Region, string? Event, string? Needs, Seen Seen, ValueArray<DrillSignal> Raised, string? Blind, string? Note, string? Origin, ValueArray<Advice> Settings);
