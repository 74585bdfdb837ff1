using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Queries;

/// <summary>Finds what an id of an evidence list stands for.</summary>
internal static class EvidenceStage
{
    public static EvidenceItem Of(string id, LiveView view)
    {
        var item = new EvidenceItem { Id = id };
        if (view.Settled.Events.TryGetValue(id, out var record))
        {
            return item with { Kind = EvidenceKind.Event, Event = record };
        }

        if (view.SignalOf.TryGetValue(id, out var signal))
        {
            return item with { Kind = EvidenceKind.Signal, Signal = signal };
        }

        if (view.ImpactOf.TryGetValue(id, out var impact))
        {
            return item with { Kind = EvidenceKind.Change, Change = impact };
        }

        if (view.IncidentOf.TryGetValue(id, out var incident))
        {
            return item with { Kind = EvidenceKind.Incident, Incident = IncidentHead.Of(incident) };
        }

        if (view.EntityOf.TryGetValue(new EntityId(id), out var entity))
        {
            return item with { Kind = EvidenceKind.Entity, Entity = EntityHead.Of(entity) };
        }

        return view.SourceOf.TryGetValue(id, out var source) ? item with { Kind = EvidenceKind.Source, Source = source } : item;
    }
}
