using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Signals;
using OrleansTwin.Normalization;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>
/// What a rule said of one event, held against what its caller usually does. The caller's state must know everything up to the event, and may
/// know more: only what lies before the event is read. So a late event before it opens the decision again, and nothing else does.
/// </summary>
public static class UsualStage
{
    /// <summary>The signals of an event that its caller's past has a say in; the caller sees the event as a call of its own.</summary>
    public static IEnumerable<SignalAsk> Asks(PreparedEvent prepared) =>
        prepared.Signals.Where(signal => Depends(signal) && !prepared.Record.Actor.ViaService && Shows(prepared, signal)).Select(signal => new SignalAsk(signal, prepared.Record));

    /// <summary>The signal as it stands beside the caller's past.</summary>
    /// <param name="state">The caller's state.</param>
    public static Signal Weigh(SignalAsk ask, EntityState state, BehaviorContext context) =>
        UsualWork.Weigh(ask.Said, ask.Of, NormalizationStage.ActionOf(ask.Of.Cloud, ask.Of.Service, ask.Of.Action), CallObservations.SubjectOf(ask.Of.Actor), state, context);

    private static bool Depends(Signal signal) =>
        signal is { Kind: SignalKind.Configuration or SignalKind.Behavior, Explanation.Dimension: RuleSignalStage.Dimension, Evidence.Count: 1 };

    private static bool Shows(PreparedEvent prepared, Signal signal) =>
        prepared.Contributions.Any(contribution => contribution.Entity == signal.Subject && contribution.Observations.Count > 0);
}
