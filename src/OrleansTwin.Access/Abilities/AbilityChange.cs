using System.Collections.Immutable;

namespace OrleansTwin.Access.Abilities;

/// <summary>What an identity gained and lost between two sets of policies. A surer ability is a gain, a less sure one a loss.</summary>
public sealed record AbilityChange(ImmutableArray<AbilityAnswer> Gained, ImmutableArray<AbilityAnswer> Lost);
