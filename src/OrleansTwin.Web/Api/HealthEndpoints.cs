using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans;
using OrleansTwin.Grains.Abstractions;

namespace OrleansTwin.Web.Api;

/// <summary>Live: the process answers. Ready: the silo answers and what the server was started with has been read.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => Results.Ok(new HealthAnswer("live", null))).WithTags("Health").WithSummary("The process answers.").Produces<HealthAnswer>();
        routes.MapGet("/health/ready", ReadyAsync).WithTags("Health").WithSummary("The silo answers and what the server was started with has been read.").Produces<HealthAnswer>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/api/v1/status", static async (IGrainFactory grains, WebSettings settings, CancellationToken cancellationToken) =>
            await grains.GetGrain<ITenantTwinGrain>(settings.Tenant).StatusAsync(cancellationToken)).WithTags("Health").WithSummary("How far each shard is.").Produces<TenantStatus>();
    }

    private static async Task<IResult> ReadyAsync(IGrainFactory grains, WebSettings settings, WebReadiness readiness, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var status = await grains.GetGrain<ITenantTwinGrain>(settings.Tenant).StatusAsync(cancellationToken).WaitAsync(AnswerWithin, clock, cancellationToken);
            var notYet = readiness.NotYet ?? (status.NotOpen.IsEmpty ? null : "shards are not open");
            return notYet is null ? Results.Ok(new HealthAnswer("ready", status.Shards.Count)) : NotReady(notYet);
        }
        catch (TimeoutException)
        {
            return NotReady("the silo does not answer");
        }
    }

    private static IResult NotReady(string why) => Results.Problem(title: "Not ready.", detail: why, statusCode: StatusCodes.Status503ServiceUnavailable);
}
