using System.Collections.Immutable;

namespace OrleansTwin.Access.Decisions;

/// <summary>A decision with its reasons.</summary>
public sealed record AccessDecision
{
    public required AccessOutcome Outcome { get; init; }

    /// <summary>What decided, the deciding layer first.</summary>
    public required ImmutableArray<DecisionReason> Reasons { get; init; }

    /// <summary>Facts that were not known and could change the answer: context keys, policies not seen.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>Conditions that were left open, in the words of the policies.</summary>
    public required ImmutableArray<string> Conditions { get; init; }

    /// <summary>Policies or values that could not be evaluated.</summary>
    public required ImmutableArray<string> Errors { get; init; }

    /// <summary>A policy, not only a context key, was not seen and could change the answer.</summary>
    public required bool HasUnseenPolicy { get; init; }

    /// <summary>The same decision read as the answer to a static question.</summary>
    public AccessCertainty Certainty => Outcome switch
    {
        AccessOutcome.Allowed => AccessCertainty.Always,
        AccessOutcome.ExplicitlyDenied or AccessOutcome.ImplicitlyDenied => AccessCertainty.Never,
        AccessOutcome.Undetermined => HasUnseenPolicy || Conditions.IsEmpty ? AccessCertainty.Unknown : AccessCertainty.Conditional,
        _ => throw new InvalidOperationException($"outcome {Outcome}"),
    };
}
