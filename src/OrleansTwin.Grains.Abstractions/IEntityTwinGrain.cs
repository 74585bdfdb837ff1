using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>
/// An entity's twin. Key: <c>tenant/cloud/account/part|native id</c>, with <c>@account</c> behind it for a facet of an entity of elsewhere
/// (<c>ShardId.KeyOf</c>). Every answer is of the state after all events received; what is gathered is flushed first.
/// </summary>
public interface IEntityTwinGrain : IGrainWithStringKey
{
    /// <summary>The entity as of <paramref name="at"/> (event time), or now. Null where nothing is known of it.</summary>
    [Alias("Get")]
    Task<EntityView?> GetAsync(DateTimeOffset? at, CancellationToken cancellationToken);

    /// <summary>Its changes up to <paramref name="at"/> in canonical order, at most <paramref name="max"/> of the latest.</summary>
    [Alias("History")]
    Task<ValueArray<ResourceChange>> HistoryAsync(DateTimeOffset? at, int max, CancellationToken cancellationToken);

    [Alias("Baseline")]
    Task<BaselineView> BaselineAsync(CancellationToken cancellationToken);

    /// <summary>What it can do or who can reach it, as known.</summary>
    [Alias("Access")]
    Task<ValueArray<Gain>> AccessAsync(DateTimeOffset? at, CancellationToken cancellationToken);
}
