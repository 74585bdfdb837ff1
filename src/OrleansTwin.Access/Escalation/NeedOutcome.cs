using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Escalation;

/// <summary>Whether a need is met, the step it makes, and what is left open.</summary>
internal readonly record struct NeedOutcome(AccessCertainty Certainty, EscalationStep? Step, ImmutableArray<string> Open)
{
    public static NeedOutcome Never { get; } = new(AccessCertainty.Never, null, []);

    public static NeedOutcome Met { get; } = new(AccessCertainty.Always, null, []);

    public static NeedOutcome Of(bool met) => met ? Met : Never;

    public static NeedOutcome OpenFact(string? ifUnknown, string fact) =>
        new(ifUnknown == "conditional" ? AccessCertainty.Conditional : AccessCertainty.Unknown, null, [fact]);
}
