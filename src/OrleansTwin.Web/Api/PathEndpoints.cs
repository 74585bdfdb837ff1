using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Web.Api;

/// <summary>Paths from one entity to another.</summary>
internal static class PathEndpoints
{
    // The node that AdjacencyStage gives the internet.
    private static readonly EntityId Internet = EntityId.Address("0.0.0.0/0");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/paths", PathsAsync).WithTags("Estate")
            .WithSummary("The cheapest paths from one entity to another, with what was not seen on the way. The verdict says whether none was found or none is known.")
            .Produces<PathsView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithQuery(("from", "id of an entity, or `internet`", true), ("to", "id of an entity", true), ("at", "event time, RFC 3339", false));

    private static async Task<IResult> PathsAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken)
    {
        var query = new QueryText(context.Request.Query);
        var (from, to, at) = (query.Text("from", Arn.LengthMax), query.Text("to", Arn.LengthMax), query.Time("at"));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (from is null || to is null)
        {
            return Problems.Bad(from is null ? "query parameter from" : "query parameter to", null, from is null ? "the id of an entity, or `internet`" : "the id of an entity");
        }

        var tenant = grains.GetGrain<ITenantTwinGrain>(settings.Tenant);
        var (start, end) = (from == "internet" ? Internet : new EntityId(from), new EntityId(to));
        foreach (var id in new[] { start, end }.Where(static id => id != Internet))
        {
            if ((await tenant.PlacesAsync(id, cancellationToken)).IsEmpty)
            {
                return Problems.NotKnown("entity", id.Value);
            }
        }

        return Results.Ok(await tenant.PathsAsync(start, end, at, cancellationToken));
    }
}
