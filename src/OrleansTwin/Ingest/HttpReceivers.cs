using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Ingest;

/// <summary>
/// <c>POST /ingest/NAME</c> takes records of any format that files may hold, gzip as well, from senders that know the name's token. It answers
/// 200 only when a cut holds every record and every dead letter is on disk; anything else means that the sender keeps them and sends again.
/// </summary>
internal sealed class HttpReceivers(IReadOnlyList<ReceiverSettings> receivers, ReceiverLimits limits, SourceLimits reading, IUnitIntake intake, IReadOnlyDictionary<string, SourceMeter> meters, TimeProvider clock)
{
    private readonly ByteBudget _bodies = new(limits.BodiesBytesMax);
    private readonly Dictionary<string, byte[]> _tokens = receivers.ToDictionary(static receiver => receiver.Name, static receiver => Hash(receiver.Token), StringComparer.Ordinal);
    private int _requests;

    public void Map(WebApplication app) =>
        app.MapPost("/ingest/{name}", TakeAsync).DisableAntiforgery().WithTags("Ingest").WithSummary("Takes records of a push source; 200 once they are durable.").ExcludeFromDescription();

    private async Task<IResult> TakeAsync(HttpContext context, string name)
    {
        var hasToken = IsAllowed(context.Request.Headers.Authorization.ToString(), name);
        if (!hasToken)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem(title: "Not allowed.", detail: "There is no such receiver, or the bearer token is not its token.", statusCode: StatusCodes.Status401Unauthorized);
        }

        if (context.Request.ContentLength > limits.BodyBytesMax)
        {
            return TooLarge();
        }

        if (Interlocked.Increment(ref _requests) > limits.RequestsMax)
        {
            Interlocked.Decrement(ref _requests);
            return Later(context, StatusCodes.Status429TooManyRequests, "Too many requests wait for their cut.");
        }

        var meter = meters[name];
        var token = meter.Hold();
        var acknowledged = false;
        try
        {
            var answer = await ReadAsync(context, name, meter);
            acknowledged = (answer as IStatusCodeHttpResult)?.StatusCode is null or StatusCodes.Status200OK;
            return answer;
        }
        finally
        {
            Interlocked.Decrement(ref _requests);
            meter.Let(token, acknowledged);
        }
    }

    private async Task<IResult> ReadAsync(HttpContext context, string name, SourceMeter meter)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = limits.BodyBytesMax;
        var received = clock.GetUtcNow();
        using var slow = new CancellationTokenSource(limits.BodyWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, context.RequestAborted);
        var held = 0L;
        try
        {
            held = await _bodies.TakeAsync(context.Request.ContentLength ?? limits.BodyBytesMax, either.Token);
            var body = await BodyAsync(context.Request.BodyReader, either.Token);
            var unit = $"http:{name}/{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}";

            // What is taken is finished even if the sender has gone: it comes again, as copies.
            var taken = await Task.Run(() => intake.TakeAsync(meter, RecordReader.ReadFile(new MemoryStream(body, writable: false), unit, reading), CancellationToken.None), CancellationToken.None);
            if (taken.Skipped is { } why)
            {
                await intake.RefuseAsync(meter, [new(unit, "request", why, string.Empty)], CancellationToken.None);
                return Results.Problem(title: "No record was found.", detail: why, statusCode: StatusCodes.Status400BadRequest);
            }

            await taken.Durable.WaitAsync(limits.DurableWithin, clock, context.RequestAborted);
            meter.Becomes(SourceState.Reading);
            meter.Durable(taken.Latest, received, received);
            return Results.Ok(new ReceiverAnswer(taken.Records, taken.Letters));
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested)
        {
            return Results.Problem(title: "The body did not arrive in time.", statusCode: StatusCodes.Status408RequestTimeout);
        }
        catch (Exception error) when (error is TimeoutException or IOException or InvalidOperationException && !context.RequestAborted.IsCancellationRequested)
        {
            return Later(context, StatusCodes.Status503ServiceUnavailable, "The records are not durable yet; send them again.");
        }
        finally
        {
            _bodies.Give(held);
        }
    }

    private static async Task<byte[]> BodyAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await reader.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    /// <summary>As long for a name that is not there as for a wrong token.</summary>
    private bool IsAllowed(string authorization, string name)
    {
        const string Scheme = "Bearer ";
        var given = Hash(authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : string.Empty);
        var isKnown = _tokens.TryGetValue(name, out var wanted);
        return CryptographicOperations.FixedTimeEquals(given, wanted ?? Hash(name)) & isKnown;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private IResult TooLarge() =>
        Results.Problem(title: "The body is too large.", detail: FormattableString.Invariant($"At most {limits.BodyBytesMax} bytes are taken at once."), statusCode: StatusCodes.Status413PayloadTooLarge);

    private IResult Later(HttpContext context, int status, string why)
    {
        context.Response.Headers.RetryAfter = ((int)limits.RetryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Problem(title: why, statusCode: status);
    }
}
