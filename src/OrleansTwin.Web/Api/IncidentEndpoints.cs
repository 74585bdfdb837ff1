using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Web.Api;

/// <summary>Incidents, changes, the first report, and what stands behind an id of evidence.</summary>
internal static class IncidentEndpoints
{
    private const int RowsMax = 500;
    private const int RowsOtherwise = 100;

    // The report brings its own style and nothing else; it can load nothing and run nothing.
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/incidents", static async (IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
            await Tenant(grains, settings).IncidentsAsync(cancellationToken)).WithTags("Incidents").WithSummary("Incidents, worst first, then latest first.");
        routes.MapGet("/api/v1/incidents/{id}", static (string id, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
            OneAsync(id, grains, settings, static incident => Results.Ok(incident), cancellationToken))
            .WithTags("Incidents").WithSummary("An incident with its steps, cause, radius, next moves and evidence.").Produces<Incident>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/v1/incidents/{id}/graph", static (string id, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
            OneAsync(id, grains, settings, static incident => Results.Ok(incident.Graph ?? new IncidentGraph(default, default)), cancellationToken))
            .WithTags("Incidents").WithSummary("The incident as nodes and edges.").Produces<IncidentGraph>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/v1/incidents/{id}/report", ReportOfAsync).WithTags("Incidents").WithSummary("The incident's report.")
            .Produces<IncidentSummary>().ProducesProblem(StatusCodes.Status404NotFound).WithQuery(("format", "json, markdown, html; else what Accept asks for"));
        routes.MapGet("/api/v1/report", static async (IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
            await Tenant(grains, settings).ReportAsync(cancellationToken)).WithTags("Estate").WithSummary("The first report: what was read, who acts, what is exposed, what is not known.");
        routes.MapGet("/api/v1/changes", ChangesAsync).WithTags("Estate").WithSummary("Changes with impact, latest first.").Produces<ChangePage>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithQuery(("from", "event time, RFC 3339"), ("to", "event time, RFC 3339, not included"), ("entity", "id of the changed, acting or reached entity"), ("severity", "least severity"), ("max", "rows, 1 to 500"));
        routes.MapGet("/api/v1/evidence", EvidenceAsync).WithTags("Estate").WithSummary("What ids of evidence stand for: events, signals, changes, entities, incidents, sources.")
            .Produces<ValueArray<EvidenceItem>>().ProducesProblem(StatusCodes.Status400BadRequest).WithQuery(("id", "an id of evidence; repeatable"));
    }

    private static ITenantTwinGrain Tenant(IGrainFactory grains, WebSettings settings) => grains.GetGrain<ITenantTwinGrain>(settings.Tenant);

    private static async Task<IResult> OneAsync(string id, IGrainFactory grains, WebSettings settings, Func<Incident, IResult> answer, CancellationToken cancellationToken) =>
        await Tenant(grains, settings).IncidentAsync(id, cancellationToken) is { } incident ? answer(incident) : Problems.NotKnown("incident", id);

    private static async Task<IResult> ReportOfAsync(string id, HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken)
    {
        var accept = context.Request.Headers.Accept.ToString();
        var format = context.Request.Query["format"].ToString() is { Length: > 0 } asked ? asked
            : accept.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ? "html"
            : accept.StartsWith("text/markdown", StringComparison.OrdinalIgnoreCase) ? "markdown"
            : "json";
        switch (format)
        {
            case "json":
                return await OneAsync(id, grains, settings, static incident => Results.Ok(incident.Summary), cancellationToken);
            case "markdown":
                return await Tenant(grains, settings).IncidentReportAsync(id, ReportFormat.Markdown, cancellationToken) is { } text ? Results.Text(text, "text/markdown; charset=utf-8") : Problems.NotKnown("incident", id);
            case "html":
                context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
                return await Tenant(grains, settings).IncidentReportAsync(id, ReportFormat.Html, cancellationToken) is { } page ? Results.Text(page, "text/html; charset=utf-8") : Problems.NotKnown("incident", id);
            default:
                return Problems.Bad("query parameter format", format, "json, markdown, html");
        }
    }

    private static async Task<IResult> ChangesAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken)
    {
        var query = new QueryText(context.Request.Query);
        var asked = new ChangeQuery
        {
            From = query.Time("from"),
            To = query.Time("to"),
            Entity = query.Text("entity", Arn.LengthMax) is { } entity ? new EntityId(entity) : null,
            Severity = query.Choice<Severity>("severity") ?? Severity.Info,
            Max = query.Number("max", RowsOtherwise, 1, RowsMax),
        };
        return query.Problem ?? Results.Ok(await Tenant(grains, settings).ChangesAsync(asked, cancellationToken));
    }

    private static async Task<IResult> EvidenceAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken)
    {
        var ids = context.Request.Query["id"].OfType<string>().Where(static id => id.Length > 0).ToList();
        return ids.Count == 0 || ids.Count > settings.EvidenceIdsMax
            ? Problems.Bad("query parameter id", $"{ids.Count} ids", $"1 to {settings.EvidenceIdsMax} ids of evidence")
            : Results.Ok(await Tenant(grains, settings).EvidenceAsync(ids.ToValueArray(), cancellationToken));
    }
}
