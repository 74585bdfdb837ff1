using System.Collections.Concurrent;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Web.Live;

/// <summary>
/// What pages read, asked of the query grains and kept for a moment: a page is rendered twice (for the first paint, then live), and the
/// second time must find its answer at hand or it would show nothing in between.
/// </summary>
public sealed class TwinReader(IGrainFactory grains, WebSettings settings, TimeProvider clock)
{
    private const int KeptMax = 256;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    // A page of many parts on a busy machine comes to life later; what is newer is offered on the page by itself.
    private static readonly TimeSpan KeptForLong = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (long At, object? Value)> _kept = new(StringComparer.Ordinal);

    private ITenantTwinGrain Tenant => grains.GetGrain<ITenantTwinGrain>(settings.Tenant);

    public ValueTask<IncidentList> IncidentsAsync(bool fresh = false) => ReadAsync("incidents", fresh, tenant => tenant.IncidentsAsync(CancellationToken.None));

    public ValueTask<Incident?> IncidentAsync(string id, bool fresh = false) => ReadAsync($"incident {id}", fresh, tenant => tenant.IncidentAsync(id, null, CancellationToken.None), KeptForLong);

    public ValueTask<ResponsePlan?> ResponseAsync(string id, bool fresh = false) => ReadAsync($"response {id}", fresh, tenant => tenant.IncidentResponseAsync(id, CancellationToken.None), KeptForLong);

    public ValueTask<ReportView> ReportAsync() => ReadAsync("report", false, tenant => tenant.ReportAsync(CancellationToken.None));

    public ValueTask<TenantStatus> StatusAsync(bool fresh = false) => ReadAsync("status", fresh, tenant => tenant.StatusAsync(CancellationToken.None));

    public ValueTask<ChangePage> ChangesAsync(ChangeQuery query) => ReadAsync($"changes {query}", false, tenant => tenant.ChangesAsync(query, CancellationToken.None));

    public ValueTask<EntityPage> EntitiesAsync(EntityQuery query) => ReadAsync($"entities {query}", false, tenant => tenant.EntitiesAsync(query, CancellationToken.None));

    public ValueTask<QueryAnswer> QueryAsync(string text) => ReadAsync($"query {text}", false, tenant => tenant.QueryAsync(text, CancellationToken.None));

    public ValueTask<ValueArray<QueryFieldView>> QueryFieldsAsync() => ReadAsync("query fields", false, tenant => tenant.QueryFieldsAsync(CancellationToken.None), KeptForLong);

    public ValueTask<ValueArray<EvidenceItem>> EvidenceAsync(ValueArray<string> ids) =>
        ReadAsync($"evidence {string.Join('\u001f', ids)}", false, tenant => tenant.EvidenceAsync(ids, CancellationToken.None), KeptForLong);

    /// <summary>Everything the page of an entity shows, or null where no shard knows it.</summary>
    public ValueTask<EntityStory?> EntityAsync(string id) => ReadAsync($"entity {id}", false, async tenant =>
    {
        var entity = new EntityId(id);
        var places = await tenant.PlacesAsync(entity, CancellationToken.None);
        if (places.IsEmpty || await TwinOf(entity, places[0]).GetAsync(null, CancellationToken.None) is not { } view)
        {
            return (EntityStory?)null;
        }

        var twin = TwinOf(entity, places[0]);
        return new EntityStory
        {
            View = view,
            Places = places,
            History = await twin.HistoryAsync(null, EntityStory.HistoryMax, CancellationToken.None),
            Baseline = await twin.BaselineAsync(CancellationToken.None),
            Access = await twin.AccessAsync(null, CancellationToken.None),
            Incoming = await tenant.RelationsToAsync(entity, null, CancellationToken.None),
            Activity = await tenant.ActivityAsync(entity, null, EntityStory.ActivityMax, CancellationToken.None),
        };
    });

    /// <summary>The grain of the entity where it stands.</summary>
    public IEntityTwinGrain TwinOf(EntityId id, EntityPlace place) => grains.GetTwin(id, place.Key);

    private async ValueTask<T> ReadAsync<T>(string key, bool fresh, Func<ITenantTwinGrain, Task<T>> ask, TimeSpan? keptFor = null)
    {
        if (!fresh && _kept.TryGetValue(key, out var kept) && clock.GetElapsedTime(kept.At) < (keptFor ?? KeptFor))
        {
            return (T)kept.Value!;
        }

        var value = await ask(Tenant);
        if (_kept.Count >= KeptMax)
        {
            _kept.Clear();
        }

        _kept[key] = (clock.GetTimestamp(), value);
        return value;
    }
}
