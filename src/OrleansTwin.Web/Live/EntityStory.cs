using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Web.Live;

/// <summary>What the page of an entity shows, from its own grain and from the tenant's.</summary>
public sealed record EntityStory
{
    public const int HistoryMax = 200;
    public const int ActivityMax = 100;

    public required EntityView View { get; init; }

    public ValueArray<EntityPlace> Places { get; init; }

    public ValueArray<ResourceChange> History { get; init; }

    public required BaselineView Baseline { get; init; }

    public ValueArray<Gain> Access { get; init; }

    public ValueArray<RelationTo> Incoming { get; init; }

    public required ActivityPage Activity { get; init; }
}
