using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Queries;

/// <summary>The estate as worked out from the shards' present worlds, with what queries look things up by.</summary>
internal sealed class LiveView
{
    public LiveView(LiveStamp stamp, SettledView settled, long events)
    {
        (Stamp, Settled, Events) = (stamp, settled, events);
        Entities = [.. settled.Entities.OrderBy(static entity => entity.Id)];
        EntityOf = Entities.ToDictionary(static entity => entity.Id);
        SignalOf = settled.Signals.ToDictionary(static signal => signal.Id, StringComparer.Ordinal);
        ImpactOf = settled.Impacts.ToDictionary(static impact => impact.Id, StringComparer.Ordinal);
        IncidentOf = settled.Answer.Incidents.ToDictionary(static incident => incident.Id, StringComparer.Ordinal);
        Latest = [.. settled.Impacts.OrderByDescending(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)];
        Heads = [.. settled.Answer.Incidents.OrderByDescending(static incident => incident.Severity)
            .ThenByDescending(static incident => incident.LastSeen).ThenBy(static incident => incident.Id, StringComparer.Ordinal).Select(IncidentHead.Of)];
        Incoming = Entities.SelectMany(static entity => entity.Relations.Select(relation => (relation.To, Relation: new RelationTo(entity.Id, relation.Kind, relation.Evidence))))
            .ToLookup(static pair => pair.To, static pair => pair.Relation);
        SourceOf = settled.Sources.ToDictionary(static source => source.Name, StringComparer.Ordinal);
    }

    public LiveStamp Stamp { get; }

    public SettledView Settled { get; }

    /// <summary>Distinct events applied in all shards.</summary>
    public long Events { get; }

    public IReadOnlyList<EntityView> Entities { get; }

    public IReadOnlyDictionary<EntityId, EntityView> EntityOf { get; }

    public IReadOnlyDictionary<string, Signal> SignalOf { get; }

    public IReadOnlyDictionary<string, Impact> ImpactOf { get; }

    public IReadOnlyDictionary<string, Incident> IncidentOf { get; }

    public IReadOnlyList<Impact> Latest { get; }

    public IReadOnlyList<IncidentHead> Heads { get; }

    /// <summary>Relations by the entity they lead to.</summary>
    public ILookup<EntityId, RelationTo> Incoming { get; }

    /// <summary>What response plans are made from; cuts are worked out over the steps that paths are answered from.</summary>
    public ResponseWorld ResponseWorld(EstateQuestions questions, ResponseSettings settings, DateTimeOffset preparedAt) => ResponseWorldStage.Of(
        Settled, preparedAt, settings, id => EntityOf.GetValueOrDefault(id),
        id => [.. Incoming[id].Select(static relation => new IncomingRelation(relation.From, relation.Kind)).OrderBy(static relation => relation.From).ThenBy(static relation => relation.Kind)],
        ImpactOf, questions.Cuts);

    /// <summary>The first report, worked out when first asked for.</summary>
    public FirstReport Report => Settled.Report.Value;

    public IReadOnlyDictionary<string, EvidenceSource> SourceOf { get; }
}
