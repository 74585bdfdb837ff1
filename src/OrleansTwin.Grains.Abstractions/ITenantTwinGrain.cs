using Orleans;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>What spans the accounts of a tenant (key: the tenant): its shards, alerts, incidents and first report.</summary>
[GrainInterfaceType("tenant-twin")]
public interface ITenantTwinGrain : IGrainWithStringKey
{
    [Alias("Shards")]
    Task<ValueArray<ShardId>> ShardsAsync(CancellationToken cancellationToken);

    /// <summary>Incidents as of the signals received, most severe first.</summary>
    [Alias("Incidents")]
    Task<ValueArray<Incident>> IncidentsAsync(CancellationToken cancellationToken);

    [Alias("Incident")]
    Task<Incident?> IncidentAsync(string id, CancellationToken cancellationToken);

    [Alias("Alerts")]
    Task<ValueArray<Alert>> AlertsAsync(CancellationToken cancellationToken);

    /// <summary>The entity, wherever it is held, with what several accounts know of it united.</summary>
    [Alias("Entity")]
    Task<EntityView?> EntityAsync(EntityId id, DateTimeOffset? at, CancellationToken cancellationToken);

    /// <summary>The first report in Markdown.</summary>
    [Alias("Report")]
    Task<string> ReportAsync(CancellationToken cancellationToken);
}
