using Orleans;
using Orleans.Concurrency;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Grains.Ownership;
using OrleansTwin.Incidents.Report;
using OrleansTwin.Incidents.Report.Stix;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Ports;
using OrleansTwin.Pipeline.Query;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Grains.Queries;

/// <summary>Answers about a tenant's whole estate. Reentrant: readers share one computation, and nothing but the live view is held.</summary>
[GrainType("tenant-twin"), Reentrant]
public sealed class TenantTwinGrain(ShardMembers members, ShardLimits shardLimits, ICutStore store, IJournal journal, EntityViews views, RunConfig config, QueryLimits limits, TimeProvider clock)
    : Grain, ITenantTwinGrain, IDisposable
{
    private readonly EstateDesk _desk = new(config, views, limits);
    private LiveViewSource? _live;

    private LiveViewSource Live => _live ??= new(GrainFactory, members, store, views, config, limits, clock);

    public async Task<TenantStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var (open, closed) = await Live.StatusAsync(cancellationToken);
        return new(open.ToValueArray(), closed.Select(static shard => shard.ToString()).ToValueArray(), journal.LastSeq);
    }

    public async Task<IncidentList> IncidentsAsync(CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return new(view.Stamp, view.Heads.Take(limits.RowsMax).ToValueArray());
    }

    public async Task<Incident?> IncidentAsync(string id, DateTimeOffset? knownAt, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return knownAt is not { } at ? view.IncidentOf.GetValueOrDefault(id)
            : (await _desk.KnownAsync(view, at, cancellationToken)).Incidents.FirstOrDefault(incident => incident.Id == id);
    }

    public async Task<string?> IncidentReportAsync(string id, ReportFormat format, DateTimeOffset? knownAt, CancellationToken cancellationToken) =>
        await IncidentAsync(id, knownAt, cancellationToken) is not { } incident ? null : format switch
        {
            ReportFormat.Markdown => IncidentMarkdown.Write(incident),
            ReportFormat.Html => IncidentHtml.Write(incident),
            ReportFormat.Stix => IncidentStix.Write(incident),
            _ => null,
        };

    public async Task<ResponsePlan?> IncidentResponseAsync(string id, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return view.IncidentOf.GetValueOrDefault(id) is not { } incident ? null
            : await _desk.AskAsync(view, null, questions => PlanStage.Of(incident, view.ResponseWorld(questions, config.Response, clock.GetUtcNow())), cancellationToken);
    }

    public async Task<ResponsePlan> EntityResponseAsync(EntityId id, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return await _desk.AskAsync(view, null, questions => PlanStage.Of(id, view.ResponseWorld(questions, config.Response, clock.GetUtcNow())), cancellationToken);
    }

    public async Task<ValueArray<RelationTo>> RelationsToAsync(EntityId id, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return at is not { } time ? view.Incoming[id].Take(limits.RowsMax).ToValueArray() : RelationsStage.To(id, view.Settled.Estate, EventOrder.EndOf(time)).Take(limits.RowsMax).ToValueArray();
    }

    public async Task<AccessView> AccessAsync(EntityId id, DateTimeOffset? at, int max, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return await _desk.AskAsync(view, at, questions => questions.Access(id, view.Stamp, at, Rows(max)), cancellationToken);
    }

    public async Task<RadiusView> RadiusAsync(EntityId id, DateTimeOffset? at, int max, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return await _desk.AskAsync(view, at, questions => questions.Radius(id, view.Stamp, at, Rows(max)), cancellationToken);
    }

    public async Task<PathsView> PathsAsync(EntityId from, EntityId to, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return await _desk.AskAsync(view, at, questions => questions.Paths(from, to, view.Stamp, at), cancellationToken);
    }

    public async Task<ChangePage> ChangesAsync(ChangeQuery query, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        var found = view.Latest.Where(impact => impact.Severity >= query.Severity
            && (query.From is null || impact.Time >= query.From)
            && (query.To is null || impact.Time < query.To)
            && (query.Entity is not { } entity || impact.Resource == entity || impact.Actor == entity || impact.Reached.Contains(entity))).ToList();
        var max = Rows(query.Max);
        return new(view.Stamp, found.Take(max).ToValueArray(), Math.Max(0, found.Count - max));
    }

    public async Task<EntityPage> EntitiesAsync(EntityQuery query, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        var found = view.Entities.Where(entity => (query.Kind is null || entity.Kind == query.Kind)
            && (query.Type is null || entity.Type.Equals(query.Type, StringComparison.OrdinalIgnoreCase))
            && (query.Text is not { Length: > 0 } text || Holds(entity.Id.Value, text) || Holds(entity.Name, text) || Holds(entity.Type, text))).ToList();
        var page = found.Where(entity => string.CompareOrdinal(entity.Id.Value, query.After) > 0).Take(Rows(query.Max) + 1).Select(EntityHead.Of).ToList();
        var more = page.Count > Rows(query.Max);
        var shown = (more ? page[..^1] : page).ToValueArray();
        return new(view.Stamp, shown, found.Count, more ? shown[^1].Id.Value : null);
    }

    public async Task<ValueArray<EntityPlace>> PlacesAsync(EntityId id, CancellationToken cancellationToken)
    {
        var places = new List<EntityPlace>();
        var (open, _) = await Live.StatusAsync(cancellationToken);
        foreach (var shard in open.Select(static status => ShardId.Parse(status.Shard)))
        {
            if (await GrainFactory.GetGrain<IAccountTwinGrain>(shard.ToString()).KnowsAsync(id, cancellationToken))
            {
                places.Add(new(shard.ToString(), shard.KeyOf(id), id.AccountOf() == shard.Account));
            }
        }

        return places.OrderByDescending(static place => place.Home).ThenBy(static place => place.Shard, StringComparer.Ordinal).ToValueArray();
    }

    public async Task<ActivityPage> ActivityAsync(EntityId id, DateTimeOffset? at, int max, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        var until = at is { } time ? EventOrder.EndOf(time) : EventOrder.Latest;
        var found = view.Settled.Events.Values.Where(record => record.Order <= until && Touches(record, id)).OrderByDescending(static record => record.Order).ToList();
        return new(view.Stamp, found.Take(Rows(max)).ToValueArray(), Math.Max(0, found.Count - Rows(max)), shardLimits.KeepAllEvents);
    }

    public async Task<QueryAnswer> QueryAsync(string text, CancellationToken cancellationToken)
    {
        var (plan, problem) = QueryParser.Parse(text);
        if (plan is null)
        {
            return QueryAnswers.Trouble(problem!);
        }

        var view = await Live.GetAsync(cancellationToken);
        return await Task.Run(() => QueryAnswers.Of(plan, view, cancellationToken), cancellationToken);
    }

    public Task<ValueArray<QueryFieldView>> QueryFieldsAsync(CancellationToken cancellationToken) => Task.FromResult(QueryAnswers.Fields);

    public async Task<ReportView> ReportAsync(CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        return new()
        {
            Stamp = view.Stamp,
            From = view.Report.From,
            To = view.Report.To,
            Events = view.Events,
            Entities = view.Entities.Count,
            Parts = ReportSections.Of(view.Report).Select(static section => new ReportPart(
                section.Title,
                section.Lines.Take(ReportSections.LinesMax).Select(static line => new ReportStatement(line.Text, line.Evidence)).ToValueArray(),
                section.Otherwise,
                Math.Max(0, section.Lines.Count - ReportSections.LinesMax))).ToValueArray(),
        };
    }

    public async Task<ValueArray<EvidenceItem>> EvidenceAsync(ValueArray<string> ids, CancellationToken cancellationToken)
    {
        var view = await Live.GetAsync(cancellationToken);
        var items = ids.Take(limits.RowsMax).Select(id => EvidenceStage.Of(id, view)).ToList();

        // What came after the view was worked out is asked of the owners.
        var missing = items.Where(static item => item.Kind == EvidenceKind.NotKept).Select(static item => item.Id).ToValueArray();
        if (!missing.IsEmpty)
        {
            var (open, _) = await Live.StatusAsync(cancellationToken);
            var later = new Dictionary<string, EventRecord>(StringComparer.Ordinal);
            foreach (var shard in open)
            {
                foreach (var record in await GrainFactory.GetGrain<IAccountTwinGrain>(shard.Shard).EventsAsync(missing, cancellationToken))
                {
                    later[record.Id] = record;
                }
            }

            items = [.. items.Select(item => item.Kind == EvidenceKind.NotKept && later.TryGetValue(item.Id, out var record) ? item with { Kind = EvidenceKind.Event, Event = record } : item)];
        }

        return items.ToValueArray();
    }

    public void Dispose() => _desk.Dispose();

    private static bool Touches(EventRecord record, EntityId id) =>
        record.Actor.Id == id.Value
        || (record.Actor.Credential is { } key && id == EntityId.AccessKey(key))
        || (record.SourceIp is { } ip && id == EntityId.Address(ip))
        || record.Targets.Any(target => target.Id == id);

    private static bool Holds(string? value, string text) => value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;

    private int Rows(int asked) => Math.Clamp(asked, 1, limits.RowsMax);
}
