using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Web.Api;

/// <summary>The estate as a whole: changes, the first report, and what stands behind an id of evidence.</summary>
internal static class EstateEndpoints
{
    private const int RowsMax = 500;
    private const int RowsOtherwise = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/report", ReportAsync).WithTags("Estate").WithSummary("The first report: what was read, who acts, what is exposed, what is not known.")
            .Produces<ReportView>().ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapGet("/api/v1/changes", ChangesAsync).WithTags("Estate").WithSummary("Changes with impact, latest first.").Produces<ChangePage>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithQuery(("from", "event time, RFC 3339", false), ("to", "event time, RFC 3339, not included", false), ("entity", "id of the changed, acting or reached entity", false), ("severity", "least severity", false), ("max", "rows, 1 to 500", false));
        routes.MapGet("/api/v1/evidence", EvidenceAsync).WithTags("Estate").WithSummary("What ids of evidence stand for: events, signals, changes, entities, incidents, sources.")
            .Produces<ValueArray<EvidenceItem>>().ProducesProblem(StatusCodes.Status400BadRequest).WithQuery(("id", "an id of evidence; repeatable", true));
    }

    private static ITenantTwinGrain Tenant(IGrainFactory grains, WebSettings settings) => grains.GetGrain<ITenantTwinGrain>(settings.Tenant);

    private static async Task<IResult> ReportAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
        new QueryText(context.Request.Query).Problem ?? Results.Ok(await Tenant(grains, settings).ReportAsync(cancellationToken));

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
        var query = new QueryText(context.Request.Query);
        var ids = query.All("id");
        return query.Problem ?? (ids.Count == 0 || ids.Count > settings.EvidenceIdsMax
            ? Problems.Bad("query parameter id", $"{ids.Count} ids", $"1 to {settings.EvidenceIdsMax} ids of evidence")
            : Results.Ok(await Tenant(grains, settings).EvidenceAsync(ids.ToValueArray(), cancellationToken)));
    }
}
