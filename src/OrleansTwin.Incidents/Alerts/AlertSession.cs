using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Alerts;

/// <summary>
/// Signals of one subject and family within one session of activity, in order, with what they are worth together and why.
/// <see cref="Alert"/> is null where they stay below the threshold: such signals are weak and only feed incidents.
/// </summary>
public sealed record AlertSession
{
    public required EntityId Subject { get; init; }

    public required string Family { get; init; }

    public required ValueArray<Signal> Signals { get; init; }

    public Severity Severity { get; init; }

    /// <summary>Why the severity is what it is, one sentence each.</summary>
    public ValueArray<string> Reasons { get; init; }

    public Alert? Alert { get; init; }
}
