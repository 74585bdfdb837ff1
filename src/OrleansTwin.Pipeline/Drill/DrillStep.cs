using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>One step of a drill, planned.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">Kind of the path's step, or <c>rule</c>.</param>
/// <param name="Action">The call, or the step in words where it is none.</param>
/// <param name="Needs">The record it would leave; null where it leaves none.</param>
/// <param name="Record">That record, made from a template; null where there is none.</param>
/// <param name="Note">What to know of it.</param>
/// <param name="Origin">Where the record's shape is from.</param>
public sealed record DrillStep(int Number, string Kind, string Action, EntityId Actor, EntityId Target, string Account, string Region, NeededRecord? Needs, PreparedEvent? Record, string? Note, string? Origin);
