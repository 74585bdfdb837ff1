using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansTwin.Tests.Serving;

/// <summary>The way to a server with what happens on real ones: answers of its own in place of the server's, and connections cut in the middle.</summary>
internal sealed class FaultyPath : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.None, AllowAutoRedirect = false });
    private readonly string _server;
    private readonly List<string> _seen = [];

    private FaultyPath(WebApplication app, string server, string url) => (_app, _server, Url) = (app, server, url);

    public string Url { get; }

    /// <summary>The answer in place of the server's: status and body; null lets the request through.</summary>
    public Func<HttpRequest, (int Status, string Body)?> Answer { get; set; } = static _ => null;

    /// <summary>After how many bytes of a body the connection is cut; null for never.</summary>
    public Func<HttpRequest, long?> CutAfter { get; set; } = static _ => null;

    /// <summary>Where a cut is due, the connection stays open and silent instead.</summary>
    public bool Stalls { get; set; }

    /// <summary>Method, path, query and body of what came, in order.</summary>
    public IReadOnlyList<string> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public static async Task<FaultyPath> ToAsync(string server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{CloudServer.FreePort()}");
        app.Urls.Add(url);
        var path = new FaultyPath(app, server, url);
        app.Run(path.TakeAsync);
        await app.StartAsync();
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    /// <summary>An error of S3, as it writes them.</summary>
    public static string S3Error(string code) => $"""<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>as told</Message><RequestId>r</RequestId></Error>""";

    /// <summary>An error of SQS, as it writes them.</summary>
    public static string SqsError(string code) => $$"""{"__type":"com.amazonaws.sqs#{{code}}","message":"as told"}""";

    public static bool IsQueue(HttpRequest request) => request.Headers.ContainsKey("X-Amz-Target");

    private async Task TakeAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        lock (_seen)
        {
            _seen.Add($"{request.Method} {request.Path}{request.QueryString} {System.Text.Encoding.UTF8.GetString(body.ToArray())} token={request.Headers["X-Amz-Security-Token"]}");
        }

        if (Answer(request) is { } answer)
        {
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.Body.StartsWith('<') ? "application/xml" : "application/x-amz-json-1.0";
            await context.Response.WriteAsync(answer.Body);
            return;
        }

        var cut = CutAfter(request);
        using var forward = new HttpRequestMessage(new HttpMethod(request.Method), $"{_server}{request.Path}{request.QueryString}") { Content = new ByteArrayContent(body.ToArray()) };
        foreach (var (name, values) in request.Headers.Where(static header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding" or "Connection")))
        {
            if (!forward.Headers.TryAddWithoutValidation(name, [.. values]))
            {
                forward.Content.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        using var response = await _http.SendAsync(forward, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(static header => header.Key is not ("Transfer-Encoding" or "Connection" or "Keep-Alive")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await CopyAsync(await response.Content.ReadAsStreamAsync(), context, cut, Stalls);
    }

    private static async Task CopyAsync(Stream from, HttpContext context, long? cut, bool stalls)
    {
        var (buffer, sent) = (new byte[16 * 1024], 0L);
        while (await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, cut - sent ?? buffer.Length))) is > 0 and var read)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read));
            await context.Response.Body.FlushAsync();
            sent += read;
            if (sent >= cut)
            {
                if (stalls)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                }

                context.Abort();
                return;
            }
        }
    }
}
