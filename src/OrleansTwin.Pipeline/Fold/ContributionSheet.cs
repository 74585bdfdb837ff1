using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>
/// Collects what one event says, entity by entity. An event speaks of a handful of entities: they are looked through one by one, and
/// only an event of many gets an index.
/// </summary>
internal sealed class ContributionSheet(EventOrder order)
{
    private const int LookedThroughMax = 16;

    private readonly List<EntityLines> _lines = new(8);
    private readonly int _hour = Observation.HourOf(order.Ticks);
    private Dictionary<EntityId, EntityLines>? _index;

    public EventOrder Order => order;

    public void Change(ResourceChange change) => Of(change.Entity.Id).Put(change);

    /// <summary>An entity the event only speaks of.</summary>
    public void Refer(Target target, CloudEvent recorded, string action)
    {
        if (target.Id.IsNone || Of(target.Id) is not { Change: null } lines)
        {
            return;
        }

        lines.Put(new()
        {
            Entity = new(target.Id, target.Id.Kind, target.Type),
            At = order,
            Kind = ChangeKind.Refer,
            Basis = KnowledgeBasis.Referenced,
            Action = action,
            Actor = new(recorded.Actor.Id),
        });
    }

    /// <summary>What the event says of the entity, to add to.</summary>
    public EntityLines Of(EntityId id)
    {
        if (Find(id) is { } known)
        {
            return known;
        }

        var lines = new EntityLines(id, order, _hour);
        _lines.Add(lines);
        if (_index is not null)
        {
            _index.Add(id, lines);
        }
        else if (_lines.Count > LookedThroughMax)
        {
            _index = _lines.ToDictionary(static one => one.Entity);
        }

        return lines;
    }

    /// <summary>By entity, in ordinal order.</summary>
    public ValueArray<Contribution> ToContributions()
    {
        if (_lines.Count == 0)
        {
            return [];
        }

        _lines.Sort(static (one, other) => one.Entity.CompareTo(other.Entity));
        var contributions = new Contribution[_lines.Count];
        for (var index = 0; index < contributions.Length; index++)
        {
            contributions[index] = _lines[index].ToContribution();
        }

        return new(contributions);
    }

    private EntityLines? Find(EntityId id)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(id);
        }

        foreach (var lines in _lines)
        {
            if (lines.Entity == id)
            {
                return lines;
            }
        }

        return null;
    }
}
