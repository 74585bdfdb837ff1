using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Twin.Estates;

/// <summary>The estate as of a position, views memoised. With <paramref name="inclusive"/> false it is the estate just before the event there.</summary>
public sealed class EstateAsOf(IEstate estate, EventOrder asOf, bool inclusive = true)
{
    private readonly Dictionary<EntityId, ConfigView> _views = [];

    public EventOrder AsOf { get; } = asOf;

    public IEstate Estate { get; } = estate;

    /// <summary>The entity's view; <see cref="ConfigView.Nothing"/> where nothing was said of it by then.</summary>
    public ConfigView View(EntityId id)
    {
        if (_views.TryGetValue(id, out var view))
        {
            return view;
        }

        var log = Estate.LogOf(id);
        view = log is null ? ConfigView.Nothing : inclusive ? WholeViews.AsOf(log, AsOf) : WholeViews.Before(log, AsOf);
        return _views[id] = view;
    }

    /// <summary>Whether what happened at <paramref name="at"/> is not seen from the position.</summary>
    public bool IsBehind(EventOrder at) => inclusive ? at > AsOf : at >= AsOf;

    public IEnumerable<RelationView> RelationsOf(EntityId id, RelationKind kind) => View(id).RelationsOf(kind);

    /// <summary>Entities whose relation of the kind to <paramref name="id"/> holds.</summary>
    public IEnumerable<EntityId> Referrers(EntityId id, RelationKind kind) =>
        Estate.ReferrersOf(id).Where(from => View(from).Relations.Any(relation => relation.Kind == kind && relation.To == id));

    /// <summary>Entities of the type that are active, or referred to and not known to be deleted.</summary>
    public IEnumerable<EntityId> OfType(string type) =>
        Estate.OfType(type).Where(id => IsOfType(id, type));

    /// <summary>Whether the entity is of the type, active or referred to, and not known to be deleted.</summary>
    public bool IsOfType(EntityId id, string type) => View(id) is { Type: var current, Life: not EntityLife.Deleted, LastAt: not null } && current == type;
}
