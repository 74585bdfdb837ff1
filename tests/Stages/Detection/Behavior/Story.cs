using System.Globalization;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Tests.Stages.Detection.Behavior;

/// <summary>Events of one entity, as the fold stage would hand them on, written down for a test.</summary>
internal sealed class Story(string entity)
{
    private readonly List<EntityBatch> _events = [];

    public static DateTimeOffset Start { get; } = new(2031, 3, 3, 0, 0, 0, TimeSpan.Zero);

    public const string User = "arn:aws:iam::111122223333:user/ada";
    public const string Role = "arn:aws:iam::111122223333:role/worker";
    public const string Root = "arn:aws:iam::111122223333:root";
    public const string Machine = "arn:aws:ec2:eu-west-1:111122223333:instance/i-0aaa";
    public const string Table = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";

    public IReadOnlyList<EntityBatch> Events => _events;

    /// <summary>One event of the identity.</summary>
    public Story Call(
        double hours, string action, string address = "198.51.100.7", string agent = "aws-cli", string region = "eu-west-1", string subject = "",
        string? credential = null, string? resource = null, string? kept = null, bool write = false, string? endpoint = null, string? error = null)
    {
        var at = At(hours);
        var context = new ObservationContext { Address = address, Agent = agent, Credential = credential, Principal = entity, Action = action, Resource = resource };
        var list = new List<Observation> { Measured(subject, Measure.Calls, at, 1) };
        void Saw(Dimension dimension, string? value)
        {
            if (value is not null)
            {
                list.Add(Valued(subject, dimension, value, at, context));
            }
        }

        Saw(Dimension.Action, action);
        Saw(Dimension.Service, action[..action.IndexOf(':', StringComparison.Ordinal)]);
        Saw(Dimension.Region, region);
        Saw(Dimension.Address, address);
        Saw(Dimension.Agent, agent);
        Saw(Dimension.Credential, credential);
        Saw(Dimension.Resource, resource);
        Saw(Dimension.Endpoint, endpoint);
        if (write)
        {
            list.Add(Measured(subject, Measure.Writes, at, 1));
        }

        if (kept == "denied")
        {
            list.Add(Measured(subject, Measure.Denied, at, 1));
        }

        KeptEvent[] window = kept is null ? [] : [new(at, kept, subject, action, new EntityId(resource ?? string.Empty), context, error)];
        return Add(at, list, window);
    }

    /// <summary>Traffic of an instance.</summary>
    public Story Flow(double hours, string? peerOut = null, long bytesOut = 0, string? store = null, string? portOut = null, string? portIn = null, string? peerIn = null, long rejected = 0)
    {
        var at = At(hours);
        var context = new ObservationContext { Address = peerOut ?? peerIn };
        var list = new List<Observation>();
        foreach (var (dimension, value) in new[] { (Dimension.PeerOut, peerOut), (Dimension.DataStore, store), (Dimension.PortOut, portOut), (Dimension.PortIn, portIn), (Dimension.PeerIn, peerIn) })
        {
            if (value is not null)
            {
                list.Add(Valued(string.Empty, dimension, value, at, context));
            }
        }

        if (peerOut is not null)
        {
            list.Add(Measured(string.Empty, Measure.FlowsOut, at, 1));
            list.Add(Measured(string.Empty, Measure.BytesOut, at, bytesOut));
        }

        if (peerIn is not null)
        {
            list.Add(Measured(string.Empty, Measure.FlowsIn, at, 1));
        }

        if (rejected > 0)
        {
            list.Add(Measured(string.Empty, Measure.Rejected, at, rejected));
        }

        return Add(at, list, []);
    }

    /// <summary>Reads of a data store.</summary>
    public Story Read(double hours, string principal, long count = 1, string action = "dynamodb:GetItem")
    {
        var at = At(hours);
        var context = new ObservationContext { Principal = principal, Action = action, Resource = entity };
        return Add(at, [Measured(string.Empty, Measure.Reads, at, count), Valued(string.Empty, Dimension.Principal, principal, at, context), Valued(string.Empty, Dimension.Action, action, at, context)], []);
    }

    public EntityState State(BaselineLimits? limits = null) => Fold(entity, _events, limits ?? new BaselineLimits());

    public IReadOnlyList<Signal> Signals(BehaviorContext? context = null) =>
        BehaviorStage.Derive(State(), context ?? BehaviorContext.Default, EventOrder.Earliest, EventOrder.Latest);

    public static EntityState Fold(string entity, IEnumerable<EntityBatch> batches, BaselineLimits limits) =>
        batches.Aggregate(EntityState.Empty(new EntityId(entity)), (state, batch) => TwinReducer.Apply(state, batch, limits));

    public static EntityBatch Join(IReadOnlyList<EntityBatch> events) => new()
    {
        Entity = events[0].Entity,
        Observations = events.SelectMany(static e => e.Observations).ToValueArray(),
        Kept = events.SelectMany(static e => e.Kept).ToValueArray(),
        Events = events.Count,
        FirstTicks = events.Min(static e => e.FirstTicks),
        LastTicks = events.Max(static e => e.LastTicks),
    };

    public static BehaviorContext Jewels(params string[] ids) => BehaviorContext.Default with
    {
        JewelOf = id => ids.Contains(id.Value, StringComparer.Ordinal) ? new CrownJewel("high", JewelBasis.Marked, "the owner marked it") : null,
    };

    public static BehaviorContext Intel(Func<string, AddressVerdict> verdict) => BehaviorContext.Default with { Intel = new Known(verdict) };

    private Story Add(EventOrder at, List<Observation> observations, KeptEvent[] kept)
    {
        _events.Add(new()
        {
            Entity = new EntityId(entity),
            Observations = observations.ToValueArray(),
            Kept = kept.ToValueArray(),
            Events = 1,
            FirstTicks = at.Ticks,
            LastTicks = at.Ticks,
        });
        return this;
    }

    private EventOrder At(double hours) =>
        new(Start.AddSeconds(Math.Round(hours * 3600)).UtcTicks, EventPhase.Read, "e" + _events.Count.ToString("D6", CultureInfo.InvariantCulture));

    private static Observation Measured(string subject, Measure measure, EventOrder at, long count) =>
        new() { Subject = subject, Measure = measure, Hour = Observation.HourOf(at.Ticks), Count = count, First = at, LastTicks = at.Ticks };

    private static Observation Valued(string subject, Dimension dimension, string value, EventOrder at, ObservationContext context) =>
        new() { Subject = subject, Dimension = dimension, Value = value, Hour = Observation.HourOf(at.Ticks), Count = 1, First = at, LastTicks = at.Ticks, Context = context };

    private sealed class Known(Func<string, AddressVerdict> verdict) : IAddressIntel
    {
        public AddressVerdict IntelOf(string address, DateTimeOffset? at = null) => verdict(address);
    }
}
