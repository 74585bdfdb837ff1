using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Responses;
using OrleansTwin.Web.Live;

namespace OrleansTwin.Web.Api;

/// <summary>Entities: the search over all of them, and one with its parts, answered by its own grain or, across shards, by the tenant's.</summary>
internal static class EntityEndpoints
{
    private const int RowsMax = 500;
    private const int RowsOtherwise = 100;
    private static readonly (string, string, bool) At = ("at", "event time, RFC 3339: as of then instead of now", false);
    private static readonly (string, string, bool) Max = ("max", "rows, 1 to 500", false);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/entities", SearchAsync).WithTags("Entities").WithSummary("Search entities by a part of id, name or type.")
            .Produces<EntityPage>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithQuery(("text", "part of id, name or type", false), ("kind", "resource, identity, credential, address, account", false), ("type", "type, whole", false), ("after", "id to go on after", false), Max);
        One<EntityView>(routes, string.Empty, "An entity as of a time. Send the id with its slashes as %2F, or as the rest of the path. `config` is JSON, `tags` an object.", At);
        One<HistoryAnswer>(routes, "/history", "The entity's changes in canonical order.", At, Max);
        One<BaselineView>(routes, "/baseline", "What the entity usually does: values first seen, counts by hour. As of now only.");
        One<RelationsAnswer>(routes, "/relations", "Relations from and to the entity, with what each is known by.", At);
        One<AccessView>(routes, "/access", "What the entity may do and who can touch it, with certainty and reasons; what was not seen is listed.", At, Max);
        One<RadiusView>(routes, "/blast-radius", "What somebody who holds the entity could reach, worst first; what was not seen is listed.", At, Max);
        One<ActivityPage>(routes, "/activity", "Events of the history in which the entity acted or was acted on, latest first.", At, Max);
        One<ResponsePlan>(routes, "/response", "What could be done to the entity: preconditions, commands, what each breaks and does not stop. A plan only; as of now.");
        routes.MapGet("/api/v1/entities/{**id}", OneAsync).ExcludeFromDescription();
    }

    private static void One<T>(IEndpointRouteBuilder routes, string part, string summary, params (string, string, bool)[] parameters) =>
        routes.MapGet($"/api/v1/entities/{{id}}{part}", OneAsync).WithTags("Entities").WithSummary(summary)
            .Produces<T>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithPath(("id", "id of the entity")).WithQuery(parameters);

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
        var at = path.Part is "baseline" or "response" ? null : query.Time("at");
        var max = path.Part is "" or "baseline" or "relations" or "response" ? RowsOtherwise : query.Number("max", RowsOtherwise, 1, RowsMax);
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
        "history" => new HistoryAnswer(view.Id, at, [.. (await twin.HistoryAsync(at, max, cancellationToken)).Select(RecordJson.Of)]),
        "baseline" => await twin.BaselineAsync(cancellationToken),
        "relations" => new RelationsAnswer(view.Id, at, view.Relations, await tenant.RelationsToAsync(view.Id, at, cancellationToken), view.Knowledge),
        "access" => await tenant.AccessAsync(view.Id, at, max, cancellationToken),
        "blast-radius" => await tenant.RadiusAsync(view.Id, at, max, cancellationToken),
        "activity" => await tenant.ActivityAsync(view.Id, at, max, cancellationToken),
        "response" => await tenant.EntityResponseAsync(view.Id, cancellationToken),
        _ => RecordJson.Of(view),
    };
}
