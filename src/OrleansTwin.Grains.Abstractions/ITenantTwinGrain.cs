using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>
/// What a tenant's estate as a whole can answer (key: the tenant's name). Incidents, changes, search and report are worked out from the
/// present worlds of all shards when asked, by the stages that settle a replay, and kept until a shard moves on; at the end of input they
/// are the settled ones. Entity state is asked of the entities (<see cref="PlacesAsync"/> tells where they stand).
/// </summary>
[GrainInterfaceType("tenant-twin")]
public interface ITenantTwinGrain : IGrainWithStringKey
{
    /// <summary>How far each shard is.</summary>
    [Alias("Status")]
    Task<TenantStatus> StatusAsync(CancellationToken cancellationToken);

    /// <summary>Heads of the incidents, worst first, then latest first.</summary>
    [Alias("Incidents")]
    Task<IncidentList> IncidentsAsync(CancellationToken cancellationToken);

    /// <summary>The incident, or null where none has the id.</summary>
    [Alias("Incident")]
    Task<Incident?> IncidentAsync(string id, CancellationToken cancellationToken);

    /// <summary>The incident's report, every value of it escaped for its format; null where none has the id.</summary>
    [Alias("IncidentReport")]
    Task<string?> IncidentReportAsync(string id, ReportFormat format, CancellationToken cancellationToken);

    /// <summary>Changes with impact, latest first.</summary>
    [Alias("Changes")]
    Task<ChangePage> ChangesAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>Entities whose id, name or type holds the text, in ordinal order of their ids.</summary>
    [Alias("Entities")]
    Task<EntityPage> EntitiesAsync(EntityQuery query, CancellationToken cancellationToken);

    /// <summary>The shards that know the entity, its home first. Empty: none does.</summary>
    [Alias("Places")]
    Task<ValueArray<EntityPlace>> PlacesAsync(EntityId id, CancellationToken cancellationToken);

    /// <summary>Relations that lead to the entity, as of now.</summary>
    [Alias("RelationsTo")]
    Task<ValueArray<RelationTo>> RelationsToAsync(EntityId id, CancellationToken cancellationToken);

    /// <summary>Events of the history in which the entity acted or was acted on, latest first.</summary>
    [Alias("Activity")]
    Task<ActivityPage> ActivityAsync(EntityId id, int max, CancellationToken cancellationToken);

    /// <summary>The first report.</summary>
    [Alias("Report")]
    Task<ReportView> ReportAsync(CancellationToken cancellationToken);

    /// <summary>What the ids of an evidence list stand for, in the order given; an id that nothing is kept of says so.</summary>
    [Alias("Evidence")]
    Task<ValueArray<EvidenceItem>> EvidenceAsync(ValueArray<string> ids, CancellationToken cancellationToken);
}
