using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>What one event says of one entity, while it is gathered.</summary>
internal sealed class EntityLines(EntityId entity, EventOrder order, int hour)
{
    private readonly List<Observation> _observations = [];
    private List<KeptEvent>? _kept;

    public EntityId Entity => entity;

    public ResourceChange? Change { get; private set; }

    public void Put(ResourceChange change) => Change = Change is null ? change : ChangeUnion.Unite(Change, change);

    public void See(string subject, Dimension dimension, string? value, ObservationContext context)
    {
        if (value is { Length: > 0 })
        {
            _observations.Add(new() { Subject = subject, Dimension = dimension, Value = value, Hour = hour, Count = 1, First = order, Context = context, LastTicks = order.Ticks });
        }
    }

    public void Count(string subject, Measure measure, long count) =>
        _observations.Add(new() { Subject = subject, Measure = measure, Hour = hour, Count = count, First = order, LastTicks = order.Ticks });

    public void Keep(KeptEvent kept) => (_kept ??= []).Add(kept);

    public Contribution ToContribution() => new(
        entity,
        Change is { } change ? [change] : [],
        _observations.Count == 0 ? [] : new([.. _observations]),
        _kept is null ? [] : new([.. _kept]));
}
