using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Abilities;

/// <summary>One judgement on the breadth of an identity's permissions.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">Ability and kind of store, or the action.</param>
/// <param name="Actions">The actions that show it.</param>
/// <param name="Certainty">Never is not reported.</param>
/// <param name="Via">Policies and statements.</param>
public sealed record BreadthFinding(
    BreadthFindingKind Kind, string Subject, ImmutableArray<string> Actions, AccessCertainty Certainty, ImmutableArray<string> Via);
