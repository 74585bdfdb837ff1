using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OrleansTwin.Web.Api;

/// <summary>Where records come from: how each source stands, how far it lags, what it could not read.</summary>
internal static class SourceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/sources", static (SourceBoard board) => new SourcesAnswer(board.Reports())).WithTags("Health").WithSummary("How each source of records stands: state, counts, lag by stage, dead letters by reason.").Produces<SourcesAnswer>();
}
