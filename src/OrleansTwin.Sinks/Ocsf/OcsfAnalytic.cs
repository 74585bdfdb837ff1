using OrleansTwin.Model.Signals;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>analytic</c>: what found it. Types: 1 Rule, 2 Behavioral, 99 Other.</summary>
internal sealed record OcsfAnalytic(string Uid, int TypeId, string Type)
{
    public static OcsfAnalytic Of(Signal signal) => signal.Kind switch
    {
        SignalKind.Behavior => new(signal.Rule, 2, "Behavioral"),
        SignalKind.ThirdParty or SignalKind.Decoy => new(signal.Rule, 99, signal.Kind.ToString()),
        _ => new(signal.Rule, 1, "Rule"),
    };
}
