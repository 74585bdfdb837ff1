using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Web.Api;
using OrleansTwin.Web.Live;
using OrleansTwin.Web.Text;

namespace OrleansTwin.Web.Mcp;

/// <summary>
/// What a model may ask of the twin. Nothing here writes. Every answer has <c>facts</c> and <c>untrusted</c> (<see cref="Untrusted"/>).
/// </summary>
[McpServerToolType]
internal sealed class TwinTools(IGrainFactory grains, TwinReader reader, WebSettings settings)
{
    private const int RowsMax = 100;

    private ITenantTwinGrain Tenant => grains.GetGrain<ITenantTwinGrain>(settings.Tenant);

    [McpServerTool(Name = "status", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("How far the twin has read: shards, entities, last event, what is not answered.")]
    public async Task<CallToolResult> StatusAsync(CancellationToken cancellationToken) => McpAnswer.Of(await Tenant.StatusAsync(cancellationToken));

    [McpServerTool(Name = "incidents", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Incidents, worst first.")]
    public async Task<CallToolResult> IncidentsAsync([Description("rows, 1 to 100")] int max = 20, CancellationToken cancellationToken = default)
    {
        var list = await Tenant.IncidentsAsync(cancellationToken);
        return McpAnswer.Of(list with { Incidents = list.Incidents.Take(Rows(max)).ToValueArray() });
    }

    [McpServerTool(Name = "incident", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("One incident: story, root cause, reach, next moves, what could not be seen. Steps are cut to the number asked for.")]
    public async Task<CallToolResult> IncidentAsync([Description("id, inc-…")] string id, [Description("steps, 1 to 100")] int steps = 40, CancellationToken cancellationToken = default)
    {
        if (await Tenant.IncidentAsync(Cut(id), null, cancellationToken) is not { } incident)
        {
            return Unknown("incident", id);
        }

        return McpAnswer.Of(incident with
        {
            Steps = incident.Steps.Take(Rows(steps)).ToValueArray(),
            Entities = incident.Entities.Take(RowsMax).ToValueArray(),
            Signals = incident.Signals.Take(RowsMax).ToValueArray(),
            Graph = null,
        });
    }

    [McpServerTool(Name = "entity", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("A resource, identity, credential, address or account as of a time or now, with what is not known of it.")]
    public async Task<CallToolResult> EntityAsync([Description("id: ARN, Azure id, Google name")] string id, [Description("event time, RFC 3339")] string? at = null, CancellationToken cancellationToken = default)
    {
        if (!TryTime(at, out var time))
        {
            return BadTime(at);
        }

        var entity = new EntityId(Cut(id));
        var places = await Tenant.PlacesAsync(entity, cancellationToken);
        return !places.IsEmpty && await reader.TwinOf(entity, places[0]).GetAsync(time, cancellationToken) is { } view ? McpAnswer.Of(RecordJson.Of(view)) : Unknown("entity", id);
    }

    [McpServerTool(Name = "history", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Changes of an entity in order, the latest ones.")]
    public async Task<CallToolResult> HistoryAsync(string id, [Description("event time, RFC 3339")] string? at = null, [Description("rows, 1 to 100")] int max = 50, CancellationToken cancellationToken = default)
    {
        if (!TryTime(at, out var time))
        {
            return BadTime(at);
        }

        var entity = new EntityId(Cut(id));
        var places = await Tenant.PlacesAsync(entity, cancellationToken);
        return places.IsEmpty ? Unknown("entity", id)
            : McpAnswer.Of(new JsonArray([.. (await reader.TwinOf(entity, places[0]).HistoryAsync(time, Rows(max), cancellationToken)).Select(RecordJson.Of)]));
    }

    [McpServerTool(Name = "access", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("What an entity may do and who can touch it, with certainty, reasons and what was not seen.")]
    public Task<CallToolResult> AccessAsync(string id, string? at = null, [Description("rows, 1 to 100")] int max = 50, CancellationToken cancellationToken = default) =>
        AboutAsync(id, at, async (entity, time) => await Tenant.AccessAsync(entity, time, Rows(max), cancellationToken), cancellationToken);

    [McpServerTool(Name = "blast_radius", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("What somebody who holds the entity could reach, worst first, and what was not seen.")]
    public Task<CallToolResult> RadiusAsync(string id, string? at = null, [Description("rows, 1 to 100")] int max = 50, CancellationToken cancellationToken = default) =>
        AboutAsync(id, at, async (entity, time) => await Tenant.RadiusAsync(entity, time, Rows(max), cancellationToken), cancellationToken);

    [McpServerTool(Name = "paths", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Ways from one entity to another; ip:0.0.0.0/0 is the internet. `none` is said only where nothing that bears on it is unseen.")]
    public Task<CallToolResult> PathsAsync(string from, string to, string? at = null, CancellationToken cancellationToken = default) =>
        AboutAsync(to, at, async (entity, time) => await Tenant.PathsAsync(new(Cut(from)), entity, time, cancellationToken), cancellationToken);

    [McpServerTool(Name = "changes", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Changes with impact, latest first: who gained or lost what.")]
    public async Task<CallToolResult> ChangesAsync([Description("info, low, medium, high or critical")] string severity = "medium", [Description("rows, 1 to 100")] int max = 20, CancellationToken cancellationToken = default) =>
        !Enum.TryParse<Severity>(severity, ignoreCase: true, out var least) || !Enum.IsDefined(least) ? McpAnswer.Wrong("`severity` is one of info, low, medium, high, critical.")
            : McpAnswer.Of(await Tenant.ChangesAsync(new() { Severity = least, Max = Rows(max) }, cancellationToken));

    [McpServerTool(Name = "evidence", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("What ids of evidence stand for: events, signals, changes, entities, sources.")]
    public async Task<CallToolResult> EvidenceAsync([Description("ids, 1 to 20")] string[] ids, CancellationToken cancellationToken = default) =>
        ids.Length is 0 or > 20 ? McpAnswer.Wrong("`ids` are 1 to 20 ids of evidence.") : McpAnswer.Of(await Tenant.EvidenceAsync(ids.Select(Cut).ToValueArray(), cancellationToken));

    [McpServerTool(Name = "query", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Rows or counts: `SOURCE [where CONDITION] [count by FIELD] [order by FIELD [desc]] [limit N]`. SOURCE is entities, events, signals, alerts, incidents or changes; query_fields lists fields. Example: entities where exposure = internet and tags.env = prod limit 20")]
    public async Task<CallToolResult> QueryAsync(string query, CancellationToken cancellationToken = default)
    {
        if (query.Length > QueryAnswer.TextMax)
        {
            return McpAnswer.Wrong($"A query has at most {QueryAnswer.TextMax} characters.");
        }

        var answer = await Tenant.QueryAsync(query, cancellationToken);
        return answer.Trouble is { } trouble
            ? McpAnswer.Wrong($"At character {trouble.Position + 1}: {PlainText.Of(trouble.Message)}; expected {string.Join(", ", trouble.Allowed)}.")
            : McpAnswer.Of(QueryRows.Of(answer));
    }

    [McpServerTool(Name = "query_fields", ReadOnly = true, Idempotent = true, OpenWorld = false)]
    [Description("Fields that queries may speak of.")]
    public async Task<CallToolResult> FieldsAsync([Description("entities, events, signals, alerts, incidents or changes")] string source, CancellationToken cancellationToken = default) =>
        new() { Content = [new TextContentBlock { Text = string.Join('\n', (await Tenant.QueryFieldsAsync(cancellationToken)).Where(field => field.Source == source).Select(static field => $"{field.Name} ({field.Kind}{(field.Words.IsEmpty ? string.Empty : $": {string.Join(", ", field.Words)}")}): {field.Help}")) }] };

    private async Task<CallToolResult> AboutAsync(string id, string? at, Func<EntityId, DateTimeOffset?, Task<object>> ask, CancellationToken cancellationToken)
    {
        if (!TryTime(at, out var time))
        {
            return BadTime(at);
        }

        var entity = new EntityId(Cut(id));
        return (await Tenant.PlacesAsync(entity, cancellationToken)).IsEmpty ? Unknown("entity", id) : McpAnswer.Of(await ask(entity, time));
    }

    private static int Rows(int max) => Math.Clamp(max, 1, RowsMax);

    private static string Cut(string id) => id.Length > Arn.LengthMax ? id[..Arn.LengthMax] : id;

    private static CallToolResult Unknown(string what, string id) => McpAnswer.Wrong($"No {what} `{PlainText.Of(id, 200)}` is known; nothing is said about whether it exists.");

    private static CallToolResult BadTime(string? at) => McpAnswer.Wrong($"`{PlainText.Of(at, 60)}` is not a time as RFC 3339, for example 2024-01-01T12:00:00Z.");

    private static bool TryTime(string? at, out DateTimeOffset? time)
    {
        time = null;
        if (at is null or "")
        {
            return true;
        }

        var isTime = DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed);
        time = isTime ? parsed : null;
        return isTime;
    }
}
