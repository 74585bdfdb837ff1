using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Web.Live;

namespace OrleansTwin.Web.Api;

/// <summary>Entities: the search over all of them, and one with its parts, answered by its own grain.</summary>
internal static class EntityEndpoints
{
    private const int RowsMax = 500;
    private const int RowsOtherwise = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/entities", SearchAsync).WithTags("Entities").WithSummary("Search entities by a part of id, name or type.")
            .Produces<EntityPage>().ProducesProblem(StatusCodes.Status400BadRequest).WithQuery(("text", "part of id, name or type"), ("kind", "resource, identity, credential, address, account"), ("type", "type, whole"), ("after", "id to go on after"), ("max", "rows, 1 to 500"));
        routes.MapGet("/api/v1/entities/{id}", OneAsync).WithTags("Entities").WithSummary("An entity as of a time. Send the id with its slashes as %2F, or as the rest of the path.")
            .Produces<EntityView>().ProducesProblem(StatusCodes.Status404NotFound).WithQuery(("at", "event time, RFC 3339"));
        foreach (var (part, summary) in Parts)
        {
            routes.MapGet($"/api/v1/entities/{{id}}/{part}", OneAsync).WithTags("Entities").WithSummary(summary).Produces<JsonObject>().ProducesProblem(StatusCodes.Status404NotFound);
        }

        routes.MapGet("/api/v1/entities/{**id}", OneAsync).ExcludeFromDescription();
    }

    private static IEnumerable<(string Part, string Summary)> Parts =>
    [
        ("history", "The entity's changes in canonical order."),
        ("baseline", "What the entity usually does: values first seen, counts by hour."),
        ("relations", "Relations from and to the entity, with what each is known by."),
        ("access", "What the entity can do, or who can reach it, as far as known."),
        ("activity", "Events of the history in which the entity acted or was acted on."),
    ];

    private static async Task<IResult> SearchAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken)
    {
        var query = new QueryText(context.Request.Query);
        var asked = new EntityQuery
        {
            Text = query.Text("text", EntityQuery.TextMax),
            Kind = query.Choice<EntityKind>("kind"),
            Type = query.Text("type", EntityQuery.TextMax),
            After = query.Text("after", Arn.LengthMax) ?? string.Empty,
            Max = query.Number("max", RowsOtherwise, 1, RowsMax),
        };
        return query.Problem ?? Results.Ok(await grains.GetGrain<ITenantTwinGrain>(settings.Tenant).EntitiesAsync(asked, cancellationToken));
    }

    private static async Task<IResult> OneAsync(HttpContext context, IGrainFactory grains, TwinReader reader, WebSettings settings, CancellationToken cancellationToken)
    {
        if (EntityPath.Parse(context.Features.Get<IHttpRequestFeature>()!.RawTarget) is not { } path || path.Id.Length > Arn.LengthMax)
        {
            return Problems.Bad("path", context.Request.Path, $"the id of an entity of at most {Arn.LengthMax} characters");
        }

        var query = new QueryText(context.Request.Query);
        var (at, max) = (query.Time("at"), query.Number("max", RowsOtherwise, 1, RowsMax));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var tenant = grains.GetGrain<ITenantTwinGrain>(settings.Tenant);
        var id = new EntityId(path.Id);
        var places = await tenant.PlacesAsync(id, cancellationToken);
        if (places.IsEmpty || await reader.TwinOf(id, places[0]).GetAsync(at, cancellationToken) is not { } view)
        {
            return Problems.NotKnown("entity", path.Id);
        }

        return Results.Ok(await PartAsync(path.Part, view, at, max, reader.TwinOf(id, places[0]), tenant, cancellationToken));
    }

    private static async Task<object> PartAsync(string part, EntityView view, DateTimeOffset? at, int max, IEntityTwinGrain twin, ITenantTwinGrain tenant, CancellationToken cancellationToken) => part switch
    {
        "history" => new { view.Id, Changes = new JsonArray([.. (await twin.HistoryAsync(max, cancellationToken)).Select(static change => (JsonNode)RecordJson.Of(change))]) },
        "baseline" => await twin.BaselineAsync(cancellationToken),
        "relations" => new { view.Id, From = view.Relations, To = await tenant.RelationsToAsync(view.Id, cancellationToken), view.Knowledge },
        "access" => new { view.Id, Access = await twin.AccessAsync(at, cancellationToken), view.Knowledge },
        "activity" => await tenant.ActivityAsync(view.Id, max, cancellationToken),
        _ => RecordJson.Of(view),
    };
}
