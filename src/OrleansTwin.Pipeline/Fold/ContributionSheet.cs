using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>Collects what one event says, entity by entity.</summary>
internal sealed class ContributionSheet(EventOrder order)
{
    private readonly SortedDictionary<EntityId, Lines> _lines = [];

    public EventOrder Order => order;

    public void Change(ResourceChange change)
    {
        var lines = Of(change.Entity.Id);
        lines.Change = lines.Change is null ? change : ChangeUnion.Unite(lines.Change, change);
    }

    /// <summary>An entity the event only speaks of.</summary>
    public void Refer(Target target, CloudEvent recorded, string action)
    {
        if (target.Id.IsNone || Of(target.Id).Change is not null)
        {
            return;
        }

        Change(new()
        {
            Entity = new(target.Id, target.Id.Kind, target.Type),
            At = order,
            Kind = ChangeKind.Refer,
            Basis = KnowledgeBasis.Referenced,
            Action = action,
            Actor = new(recorded.Actor.Id),
        });
    }

    public void See(EntityId entity, string subject, Dimension dimension, string? value, ObservationContext context)
    {
        if (value is { Length: > 0 })
        {
            Of(entity).Observations.Add(new() { Subject = subject, Dimension = dimension, Value = value, Hour = Hour, Count = 1, First = order, Context = context, LastTicks = order.Ticks });
        }
    }

    public void Count(EntityId entity, string subject, Measure measure, long count)
    {
        Of(entity).Observations.Add(new() { Subject = subject, Measure = measure, Hour = Hour, Count = count, First = order, LastTicks = order.Ticks });
    }

    public void Keep(EntityId entity, KeptEvent kept) => Of(entity).Kept.Add(kept);

    public ValueArray<Contribution> ToContributions() =>
        _lines.Select(static pair => new Contribution(pair.Key, pair.Value.Change is { } change ? [change] : [], pair.Value.Observations.ToValueArray(), pair.Value.Kept.ToValueArray())).ToValueArray();

    private int Hour => Observation.HourOf(order.Ticks);

    private Lines Of(EntityId id)
    {
        if (!_lines.TryGetValue(id, out var lines))
        {
            _lines[id] = lines = new();
        }

        return lines;
    }

    private sealed class Lines
    {
        public ResourceChange? Change { get; set; }

        public List<Observation> Observations { get; } = [];

        public List<KeptEvent> Kept { get; } = [];
    }
}
