using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Responses;
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

    /// <summary>
    /// The incident, or null where none has the id. With <paramref name="knownAt"/> as the events up to that event time tell it: a signal
    /// counts once all its evidence had happened. When each record arrived is not kept, so one that came late counts by its event time.
    /// </summary>
    [Alias("Incident")]
    Task<Incident?> IncidentAsync(string id, DateTimeOffset? knownAt, CancellationToken cancellationToken);

    /// <summary>The incident's report, every value of it escaped for its format; null where none has the id.</summary>
    [Alias("IncidentReport")]
    Task<string?> IncidentReportAsync(string id, ReportFormat format, DateTimeOffset? knownAt, CancellationToken cancellationToken);

    /// <summary>
    /// What could be done about the incident: actions in order with preconditions, commands, what each breaks and does not stop, rollback and proof.
    /// A plan only; null where no incident has the id.
    /// </summary>
    [Alias("IncidentResponse")]
    Task<ResponsePlan?> IncidentResponseAsync(string id, CancellationToken cancellationToken);

    /// <summary>What the catalogue knows to do to an entity, whatever it did.</summary>
    [Alias("EntityResponse")]
    Task<ResponsePlan> EntityResponseAsync(EntityId id, CancellationToken cancellationToken);

    /// <summary>Changes with impact, latest first.</summary>
    [Alias("Changes")]
    Task<ChangePage> ChangesAsync(ChangeQuery query, CancellationToken cancellationToken);

    /// <summary>Entities whose id, name or type holds the text, in ordinal order of their ids.</summary>
    [Alias("Entities")]
    Task<EntityPage> EntitiesAsync(EntityQuery query, CancellationToken cancellationToken);

    /// <summary>The shards that know the entity, its home first. Empty: none does.</summary>
    [Alias("Places")]
    Task<ValueArray<EntityPlace>> PlacesAsync(EntityId id, CancellationToken cancellationToken);

    /// <summary>Relations that lead to the entity, as of a time or now.</summary>
    [Alias("RelationsTo")]
    Task<ValueArray<RelationTo>> RelationsToAsync(EntityId id, DateTimeOffset? at, CancellationToken cancellationToken);

    /// <summary>Events of the history up to a time in which the entity acted or was acted on, latest first.</summary>
    [Alias("Activity")]
    Task<ActivityPage> ActivityAsync(EntityId id, DateTimeOffset? at, int max, CancellationToken cancellationToken);

    /// <summary>What the entity may do and who can touch it, over all shards, as of a time or now.</summary>
    [Alias("Access")]
    Task<AccessView> AccessAsync(EntityId id, DateTimeOffset? at, int max, CancellationToken cancellationToken);

    /// <summary>What somebody who holds the entity could reach, as of a time or now.</summary>
    [Alias("Radius")]
    Task<RadiusView> RadiusAsync(EntityId id, DateTimeOffset? at, int max, CancellationToken cancellationToken);

    /// <summary>Paths between two entities as of a time or now; <c>ip:0.0.0.0/0</c> is the internet.</summary>
    [Alias("Paths")]
    Task<PathsView> PathsAsync(EntityId from, EntityId to, DateTimeOffset? at, CancellationToken cancellationToken);

    /// <summary>Answers a query (<c>entities where exposure = internet and type contains bucket order by lastSeen desc limit 20</c>).</summary>
    [Alias("Query")]
    Task<QueryAnswer> QueryAsync(string text, CancellationToken cancellationToken);

    /// <summary>All fields that queries may speak of.</summary>
    [Alias("QueryFields")]
    Task<ValueArray<QueryFieldView>> QueryFieldsAsync(CancellationToken cancellationToken);

    /// <summary>The first report.</summary>
    [Alias("Report")]
    Task<ReportView> ReportAsync(CancellationToken cancellationToken);

    /// <summary>What the ids of an evidence list stand for, in the order given; an id that nothing is kept of says so.</summary>
    [Alias("Evidence")]
    Task<ValueArray<EvidenceItem>> EvidenceAsync(ValueArray<string> ids, CancellationToken cancellationToken);
}
