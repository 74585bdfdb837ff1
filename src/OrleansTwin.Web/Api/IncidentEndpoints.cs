using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Responses;

namespace OrleansTwin.Web.Api;

/// <summary>Incidents as of now or as known at a time, with graph and report.</summary>
internal static class IncidentEndpoints
{
    // The report brings its own style and nothing else; it can load nothing and run nothing.
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    // STIX 2.1, "Media types", as the TAXII 2.1 specification registers it.
    private const string StixType = "application/stix+json";
    private static readonly string[] Formats = ["json", "markdown", "html", "stix"];
    private static readonly (string, string, bool) KnownAt = ("knownAt", "event time, RFC 3339: as the events up to then tell it", false);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/incidents", ListAsync).WithTags("Incidents").WithSummary("Incidents, worst first, then latest first.")
            .Produces<IncidentList>().ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapGet("/api/v1/incidents/{id}", static (string id, HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
            OneAsync(id, context, grains, settings, static incident => Results.Ok(incident), cancellationToken))
            .WithTags("Incidents").WithSummary("An incident with its steps, cause, radius, next moves and evidence.")
            .Produces<Incident>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).WithQuery(KnownAt);
        routes.MapGet("/api/v1/incidents/{id}/graph", static (string id, HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
            OneAsync(id, context, grains, settings, static incident => Results.Ok(incident.Graph ?? new IncidentGraph(default, default)), cancellationToken))
            .WithTags("Incidents").WithSummary("The incident as nodes and edges.")
            .Produces<IncidentGraph>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound).WithQuery(KnownAt);
        routes.MapGet("/api/v1/incidents/{id}/report", ReportAsync).WithTags("Incidents").WithSummary("The incident's report: JSON, Markdown, one HTML page, a STIX 2.1 bundle, or an OCSF Incident Finding.")
            .Produces<IncidentSummary>().Produces<string>(StatusCodes.Status200OK, "text/markdown", "text/html", StixType)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery(("format", "json, markdown, html, stix, ocsf; else what Accept asks for", false), KnownAt);
        routes.MapGet("/api/v1/incidents/{id}/response", ResponseAsync).WithTags("Incidents").WithSummary("What could be done about the incident: preconditions, commands, what each action breaks and does not stop, rollback, proof. A plan only.")
            .Produces<ResponsePlan>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ResponseAsync(string id, HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
        new QueryText(context.Request.Query).Problem ?? (await Tenant(grains, settings).IncidentResponseAsync(id, cancellationToken) is { } plan ? Results.Ok(plan) : Problems.NotKnown("incident", id));

    private static ITenantTwinGrain Tenant(IGrainFactory grains, WebSettings settings) => grains.GetGrain<ITenantTwinGrain>(settings.Tenant);

    private static async Task<IResult> ListAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
        new QueryText(context.Request.Query).Problem ?? Results.Ok(await Tenant(grains, settings).IncidentsAsync(cancellationToken));

    private static async Task<IResult> OneAsync(string id, HttpContext context, IGrainFactory grains, WebSettings settings, Func<Incident, IResult> answer, CancellationToken cancellationToken)
    {
        var query = new QueryText(context.Request.Query);
        var knownAt = query.Time("knownAt");
        return query.Problem ?? (await Tenant(grains, settings).IncidentAsync(id, knownAt, cancellationToken) is { } incident
            ? answer(incident)
            : await NoneAsync(id, knownAt, grains, settings, cancellationToken));
    }

    private static async Task<IResult> ReportAsync(string id, HttpContext context, IGrainFactory grains, WebSettings settings, IEnumerable<IIncidentForm> others, CancellationToken cancellationToken)
    {
        var query = new QueryText(context.Request.Query);
        var (asked, knownAt) = (query.Text("format", Formats.Max(static format => format.Length)), query.Time("knownAt"));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var accept = context.Request.Headers.Accept.ToString();
        var format = asked
            ?? (accept.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ? "html"
                : accept.StartsWith("text/markdown", StringComparison.OrdinalIgnoreCase) ? "markdown"
                : "json");
        var other = others.FirstOrDefault(form => form.Name == format);
        if (other is null && !Formats.Contains(format))
        {
            return Problems.Bad("query parameter format", format, string.Join(", ", Formats.Concat(others.Select(static form => form.Name))));
        }

        if (format == "json" || other is not null)
        {
            return await Tenant(grains, settings).IncidentAsync(id, knownAt, cancellationToken) is not { } incident ? await NoneAsync(id, knownAt, grains, settings, cancellationToken)
                : other is null ? Results.Ok(incident.Summary) : Results.Text(other.Write(incident), other.ContentType);
        }

        var written = format switch { "html" => ReportFormat.Html, "stix" => ReportFormat.Stix, _ => ReportFormat.Markdown };
        var text = await Tenant(grains, settings).IncidentReportAsync(id, written, knownAt, cancellationToken);
        if (text is null)
        {
            return await NoneAsync(id, knownAt, grains, settings, cancellationToken);
        }

        if (format == "html")
        {
            context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        }

        return Results.Text(text, written == ReportFormat.Stix ? StixType + ";version=2.1" : $"text/{format}; charset=utf-8");
    }

    private static async Task<IResult> NoneAsync(string id, DateTimeOffset? knownAt, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
        knownAt is { } at && await Tenant(grains, settings).IncidentAsync(id, null, cancellationToken) is { } later
            ? Problems.NotYet("incident", id, at, later.FirstSeen)
            : Problems.NotKnown("incident", id);
}
