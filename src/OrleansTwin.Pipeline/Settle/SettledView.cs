using OrleansTwin.Access.Agreement;
using OrleansTwin.Incidents;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>The settled view of a run: what the result files say.</summary>
public sealed record SettledView
{
    /// <summary>What it was settled from.</summary>
    public required IReadOnlyList<ShardWorld> Worlds { get; init; }

    public required IReadOnlyList<SourceGap> Gaps { get; init; }

    public required EstateIndex Estate { get; init; }

    /// <summary>The entities' united states, by reference.</summary>
    public required IReadOnlyDictionary<EntityId, EntityState> States { get; init; }

    public required IReadOnlyDictionary<string, EventRecord> Events { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    public required IReadOnlyList<Impact> Impacts { get; init; }

    public required IReadOnlyList<EntityView> Entities { get; init; }

    /// <summary>Alerts and incidents.</summary>
    public required IncidentAnswer Answer { get; init; }

    public required IReadOnlyList<EvidenceSource> Sources { get; init; }

    /// <summary>The first report, worked out when it is asked for.</summary>
    public required Lazy<FirstReport> Report { get; init; }

    /// <summary>Logged outcomes against the twin's own answers, worked out when asked for.</summary>
    public required Lazy<AgreementReport> Agreement { get; init; }
}
