using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Abilities;

/// <summary>An identity's ability over a resource.</summary>
/// <param name="Who">ARN of the identity.</param>
/// <param name="Can">Name of the action set.</param>
/// <param name="What">ARN of the resource.</param>
/// <param name="Certainty">Of the surest action in the set.</param>
/// <param name="Actions">The actions held, sorted.</param>
/// <param name="Conditions">What has to hold, or what is not known.</param>
/// <param name="Via">Policies and statements through which it is held.</param>
public sealed record AbilityAnswer(
    string Who, string Can, string What, AccessCertainty Certainty, ImmutableArray<string> Actions,
    ImmutableArray<string> Conditions, ImmutableArray<string> Via);
