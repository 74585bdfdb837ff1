using Orleans;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The owner of one shard (key: <c>ShardId</c>'s text): what the account as a whole can answer. Entity state is asked of the entities.</summary>
[GrainInterfaceType("account-twin")]
public interface IAccountTwinGrain : IGrainWithStringKey
{
    [Alias("Status")]
    Task<ShardStatus> StatusAsync(CancellationToken cancellationToken);

    /// <summary>Entities of the shard in ordinal order after <paramref name="after"/>, whose id or name holds <paramref name="text"/>.</summary>
    [Alias("Entities")]
    Task<ValueArray<EntityId>> EntitiesAsync(string? text, EntityId after, int max, CancellationToken cancellationToken);

    /// <summary>True where the shard knows the entity, after all events received.</summary>
    [Alias("Knows")]
    Task<bool> KnowsAsync(EntityId entity, CancellationToken cancellationToken);

    [Alias("Signals")]
    Task<ValueArray<Signal>> SignalsAsync(CancellationToken cancellationToken);

    [Alias("Impacts")]
    Task<ValueArray<Impact>> ImpactsAsync(CancellationToken cancellationToken);

    /// <summary>Events of the history by id; ids not kept are left out.</summary>
    [Alias("Events")]
    Task<ValueArray<EventRecord>> EventsAsync(ValueArray<string> ids, CancellationToken cancellationToken);
}
