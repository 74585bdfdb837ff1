using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Clouds;

/// <summary>The answer to one request in a model other than AWS IAM.</summary>
public sealed record CloudDecision
{
    public required AccessOutcome Outcome { get; init; }

    /// <summary>What decided, or for an implicit denial what came near; at most a named limit of the model.</summary>
    public required ImmutableArray<CloudReason> Reasons { get; init; }

    /// <summary>What was asked for and is not known, sorted. Empty where nothing open could change the answer.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>What could not be evaluated, sorted.</summary>
    public required ImmutableArray<string> Errors { get; init; }
}
