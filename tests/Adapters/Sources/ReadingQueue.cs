using OrleansTwin.Sources;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Intake;
using OrleansTwin.Tests.Serving;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Sources;

/// <summary>A queue reader that runs for a test, over an intake that writes down what it gets.</summary>
internal sealed class ReadingQueue : IAsyncDisposable
{
    public static readonly AwsLimits Quick = new()
    {
        LongPoll = TimeSpan.FromSeconds(1), Visibility = TimeSpan.FromSeconds(3), RetryLeast = TimeSpan.FromSeconds(1), RestLeast = TimeSpan.FromMilliseconds(50),
        RestMost = TimeSpan.FromSeconds(1), AcknowledgeGather = TimeSpan.FromMilliseconds(10), StallAfter = TimeSpan.FromSeconds(2), ResumeRest = TimeSpan.FromMilliseconds(10),
        CallTimeout = TimeSpan.FromSeconds(5), CallRetriesMax = 1, ReceivesMax = 2,
        Reading = new AwsLimits().Reading with { RecordBytesMax = 1024 * 1024, DecompressedRatioFloorBytes = 1024 * 1024 },
    };

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly AwsClients _clients;
    private readonly FinishedUnits _finished;
    private readonly ObjectReader _objects;
    private readonly QueueReader _reader;
    private readonly Task _run;
    private readonly List<string> _told = [];
    private readonly Func<IReadOnlyList<OrleansTwin.Model.Diagnostics.DeadLetter>> _letters;

    public ReadingQueue(string queue, string endpoint, IUnitIntake intake, AwsLimits? limits = null, string? folder = null, AwsAccess? access = null)
    {
        var chosen = limits ?? Quick;
        (Queue, _letters, _ownsFolder, _folder) = (queue, () => (intake as RecordingIntake)?.Letters ?? [], folder is null, folder ?? Directory.CreateTempSubdirectory("twin-queue-").FullName);
        _clients = new(chosen);
        _finished = new(Path.Combine(_folder, "finished.bin"));
        _objects = new(_clients, chosen, intake, _finished, TimeProvider.System);
        var settings = new QueueSettings($"sqs:{queue[(queue.LastIndexOf('/') + 1)..]}", $"{endpoint}{new Uri(queue).AbsolutePath}", access ?? new() { Region = CloudServer.Region, Endpoint = endpoint });
        Meter = new(settings.Name, "sqs", TimeProvider.System);
        _reader = new(settings, chosen, _clients, _objects, intake, _finished, Meter, TimeProvider.System, Tell);
        _run = _reader.RunAsync(_stop.Token);
    }

    public string Queue { get; }

    public SourceMeter Meter { get; }

    public IReadOnlyList<string> Told
    {
        get
        {
            lock (_told)
            {
                return [.. _told];
            }
        }
    }

    /// <summary>Returns once it holds; fails with what was seen where it does not in time.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Longest, $"{Meter.Report()}\ntold: {string.Join('\n', Told)}\nletters: {string.Join('\n', _letters())}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Returns once the queue is empty: everything was acknowledged.</summary>
    public async Task UntilEmptyAsync(CloudServer server)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await server.DepthAsync(Queue) is not (0, 0))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Longest, $"{await server.DepthAsync(Queue)} {Meter.Report()}\ntold: {string.Join('\n', Told)}\nletters: {string.Join('\n', _letters())}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _reader.DisposeAsync();
        _objects.Dispose();
        _clients.Dispose();
        _finished.Dispose();
        _stop.Dispose();
        if (_ownsFolder)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Tell(string line)
    {
        lock (_told)
        {
            _told.Add(line);
        }
    }
}
