using Orleans;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Grains.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Ownership;

/// <summary>The owner's side of the protocol: what readers and the shard's own entities call. Same grain class as <c>account-twin</c>.</summary>
[GrainInterfaceType("shard-owner")]
public interface IShardOwnerGrain : IGrainWithStringKey
{
    /// <summary>Takes the shard over and tells the next arrival number it needs.</summary>
    [Alias("Open")]
    Task<long> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Hands over arrivals in order of their numbers; returns once they are accepted (bounded), not yet applied.</summary>
    [Alias("Ingest")]
    Task IngestAsync(IngestBatch batch, CancellationToken cancellationToken);

    /// <summary>Returns once everything accepted is applied, every mark is cleared and a cut holds it.</summary>
    [Alias("Drain")]
    Task DrainAsync(CancellationToken cancellationToken);

    /// <summary>One entity's part of the impact of a change; clears its mark.</summary>
    [Alias("ReportImpact")]
    Task ReportImpactAsync(ImpactMark mark, ImpactAnswer answer);

    /// <summary>Applies what was accepted, so that an entity answers no old state.</summary>
    [Alias("Flush")]
    Task FlushAsync();

    /// <summary>Where an entity's activation that begins takes its state from (<see cref="Pipeline.Protocol.EntityLoad"/>).</summary>
    [Alias("Load")]
    Task<MemberLoad> LoadAsync(EntityId entity, bool forRead);

    /// <summary>The shard's sets at the end of input, states asked of the entities.</summary>
    [Alias("Settled")]
    Task<ShardWorld> SettledAsync(CancellationToken cancellationToken);

    /// <summary>The shard's sets as they stand after all events received, by reference; the states are asked of the entities.</summary>
    [Alias("Present")]
    Task<ShardPresent> PresentAsync(CancellationToken cancellationToken);
}
