using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Grains.Queries;

/// <summary>Relations that lead to an entity as of a position, by who carries them.</summary>
internal static class RelationsStage
{
    public static IEnumerable<RelationTo> To(EntityId id, EstateIndex index, EventOrder asOf)
    {
        var estate = new EstateAsOf(index, asOf);
        return index.ReferrersOf(id).SelectMany(from => estate.View(from).Relations.Where(relation => relation.To == id)
            .Select(relation => new RelationTo(from, relation.Kind, relation.At.EventId)));
    }
}
