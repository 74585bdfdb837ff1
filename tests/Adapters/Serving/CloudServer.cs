using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace OrleansTwin.Tests.Serving;

/// <summary>
/// A server of S3, SQS and SNS, run by <c>tests/Adapters/servers/start</c> for one class of tests. Where it is not installed, tests are skipped
/// with the reason; with <c>CI=true</c> they fail.
/// </summary>
public sealed class CloudServer : IAsyncDisposable
{
    public const string Region = "us-east-1";
    public const string Account = "000000000000";
    private const string KeyId = "AKIAEXAMPLE000000000";
    private const string Secret = "not-a-secret";

    // The server checks no signature; the client signs all the same.
    private static readonly BasicAWSCredentials Keys = new(KeyId, Secret);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private readonly Process? _process;
    private int _names;

    public CloudServer()
    {
        var script = Path.Combine(Root(), "tests", "Adapters", "servers", "start");
        if (!File.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", ".installed")))
        {
            Missing = "the servers of the connector tests are not installed; run tests/Adapters/servers/start --install";
            return;
        }

        Port = FreePort();
        var start = new ProcessStartInfo(script) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Port.ToString(CultureInfo.InvariantCulture));
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        S3 = new AmazonS3Client(Keys, new AmazonS3Config { ServiceURL = Url, ForcePathStyle = true, AuthenticationRegion = Region });
        Sqs = new AmazonSQSClient(Keys, new AmazonSQSConfig { ServiceURL = Url, AuthenticationRegion = Region });
    }

    public int Port { get; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    public IAmazonS3 S3 { get; } = null!;

    public IAmazonSQS Sqs { get; } = null!;

    private string? Missing { get; }

    /// <summary>Returns once the server answers; ends the test where it cannot be run.</summary>
    public async Task ReadyAsync(Action<string> skip)
    {
        if (Missing is not null)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                throw new InvalidOperationException(Missing);
            }

            skip(Missing);
        }

        // The client of the product signs with what the SDK's chain finds.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", KeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", Secret);

        using var http = new HttpClient();
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if ((await http.GetAsync($"{Url}/health")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (TimeProvider.System.GetElapsedTime(started) < StartsWithin && !_process!.HasExited)
            {
                // Not up yet; a port tells nobody when it opens.
                await Task.Delay(100);
            }
        }
    }

    /// <summary>A new bucket and a new queue of their own names.</summary>
    public async Task<(string Bucket, string Queue)> PlaceAsync(string name)
    {
        var unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _names)}");
        await S3.PutBucketAsync(unique);
        await Sqs.CreateQueueAsync(unique);
        return (unique, QueueUrl(unique));
    }

    public string QueueUrl(string name) => $"{Url}/{Account}/{name}";

    public async Task PutAsync(string bucket, string key, byte[] content)
    {
        using var stream = new MemoryStream(content);
        await S3.PutObjectAsync(new() { BucketName = bucket, Key = key, InputStream = stream, UseChunkEncoding = false });
    }

    public Task SendAsync(string queue, string body) => Sqs.SendMessageAsync(queue, body);

    /// <summary>Messages that wait, and messages that somebody works on.</summary>
    public async Task<(int Waiting, int Hidden)> DepthAsync(string queue)
    {
        var answer = await Sqs.GetQueueAttributesAsync(queue, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        return (answer.ApproximateNumberOfMessages, answer.ApproximateNumberOfMessagesNotVisible);
    }

    public static byte[] Gzip(string text)
    {
        using var output = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(output, System.IO.Compression.CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        S3?.Dispose();
        Sqs?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OrleansTwin.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("OrleansTwin.sln was not found above the test's folder.");
    }
}
