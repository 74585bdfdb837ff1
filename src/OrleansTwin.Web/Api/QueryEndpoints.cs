using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Values;
using OrleansTwin.Web.Text;

namespace OrleansTwin.Web.Api;

/// <summary>The query language over entities, events, signals, alerts, incidents and changes.</summary>
internal static class QueryEndpoints
{
    private const int AllowedShown = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/query", QueryAsync).WithTags("Query")
            .WithSummary("Rows or counts: `SOURCE [where CONDITION] [count by FIELD] [order by FIELD [desc]] [limit N]`. What hangs on something unknown is counted as `undecided`, not shown.")
            .Produces<QueryRows>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithQuery(("q", "the query, for example: entities where exposure = internet and tags.env = prod limit 20", true));
        routes.MapGet("/api/v1/query/fields", FieldsAsync).WithTags("Query").WithSummary("All fields of the query language with their kinds and words.")
            .Produces<ValueArray<QueryFieldView>>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> QueryAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken)
    {
        var query = new QueryText(context.Request.Query);
        var text = query.Text("q", QueryAnswer.TextMax);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (text is null)
        {
            return Problems.Bad("query parameter q", string.Empty, "a query; /api/v1/query/fields lists what it may speak of");
        }

        var answer = await grains.GetGrain<ITenantTwinGrain>(settings.Tenant).QueryAsync(text, cancellationToken);
        return answer.Trouble is { } trouble ? Trouble(trouble) : Results.Ok(QueryRows.Of(answer));
    }

    private static async Task<IResult> FieldsAsync(HttpContext context, IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
        new QueryText(context.Request.Query).Problem ?? Results.Ok(await grains.GetGrain<ITenantTwinGrain>(settings.Tenant).QueryFieldsAsync(cancellationToken));

    private static IResult Trouble(QueryTrouble trouble) => Results.Problem(
        title: "The query could not be understood.",
        detail: $"at character {trouble.Position + 1}: {PlainText.Of(trouble.Message, QueryAnswer.TextMax)}; expected {string.Join(", ", trouble.Allowed.Take(AllowedShown))}",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["position"] = trouble.Position, ["length"] = trouble.Length, ["allowed"] = trouble.Allowed });
}
