using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orleans;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Web.Api;

/// <summary>
/// The alert stream as server-sent events. A reader is served from the journal page by page at its own pace, so a slow one holds nothing
/// but its place; one so slow that its place is no longer kept is let go, and learns at its next request what is.
/// </summary>
internal static class AlertStream
{
    private const int PageMax = 256;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/alerts/stream", OpenAsync).WithTags("Alerts")
            .WithSummary("Alerts as server-sent events: `alert` (id: number in the journal) and `heartbeat`. Without a number to go on from, all that is kept is sent first.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithQuery(("after", "number to go on after, or `latest`; the header Last-Event-ID goes before it", false));

    private static async Task<IResult> OpenAsync(
        HttpContext context, IGrainFactory grains, WebSettings settings, StreamSeats seats, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var query = new QueryText(context.Request.Query);
        var (header, parameter) = (context.Request.Headers["Last-Event-ID"].ToString(), string.Concat(query.All("after")));
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var (where, text) = header.Length > 0 ? ("header Last-Event-ID", header) : ("query parameter after", parameter);
        var feed = grains.GetGrain<IAlertFeedGrain>(settings.Tenant);
        var now = await feed.ReadAsync(long.MaxValue, 0, TimeSpan.Zero, cancellationToken);
        long after;
        if (text.Length == 0 || (text == "latest" && header.Length == 0))
        {
            after = text.Length == 0 ? now.OldestKept - 1 : now.Last;
        }
        else if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return Problems.Bad(where, text, header.Length > 0 ? "a number of the journal" : "a number of the journal, or `latest`");
        }

        if (!now.CanResume(after))
        {
            return Problems.Gone(where, after, now.OldestKept, now.Last);
        }

        if (seats.TryTake() is not { } seat)
        {
            return Problems.Full(settings.StreamReadersMax);
        }

        context.Response.RegisterForDispose(seat);
        return TypedResults.ServerSentEvents(FollowAsync(feed, after, now.Last, settings.Heartbeat, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        IAlertFeedGrain feed, long after, long last, TimeSpan heartbeat, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        yield return Heartbeat(last);
        while (await NextAsync(feed, after, heartbeat, either.Token) is { } page && page.CanResume(after))
        {
            foreach (var entry in page.Entries)
            {
                yield return Alert(entry);
                after = entry.Seq;
            }

            if (page.Entries.IsEmpty)
            {
                yield return Heartbeat(page.Last);
            }
        }
    }

    private static async Task<AlertPage?> NextAsync(IAlertFeedGrain feed, long after, TimeSpan heartbeat, CancellationToken cancellationToken)
    {
        try
        {
            return await feed.ReadAsync(after, PageMax, heartbeat, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // The alert as in alerts.jsonl, with the number of the entry, why it was revised, and its signals told in full.
    private static SseItem<string> Alert(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToNode(entry.Alert, TwinJson.Options)!.AsObject();
        json["seq"] = entry.Seq;
        json["path"] = entry.Path;
        json["signalDetails"] = JsonSerializer.SerializeToNode(entry.Signals, TwinJson.Options);
        if (entry.Reason is { } reason)
        {
            json["reason"] = reason;
        }

        return new(json.ToJsonString(TwinJson.Options), "alert") { EventId = entry.Seq.ToString(CultureInfo.InvariantCulture) };
    }

    private static SseItem<string> Heartbeat(long last) => new(new JsonObject { ["last"] = last }.ToJsonString(), "heartbeat");
}
