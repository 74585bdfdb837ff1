using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansTwin.Commands;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Intake;
using OrleansTwin.Sources.Kafka;
using OrleansTwin.Web;

namespace OrleansTwin.Ingest;

/// <summary>The sources of a server put together over one intake: queues, backfills, Kafka, receivers of HTTP, watched folders.</summary>
internal sealed class LiveSources : IAsyncDisposable
{
    /// <summary>The watched folders as one source.</summary>
    public const string Folders = "folders";

    private readonly SourceSettings _settings;
    private readonly TimeProvider _clock;
    private readonly Action<string> _tell;
    private readonly DeadLetterLog _letters;
    private readonly FinishedUnits _finished;
    private readonly AwsClients _clients;
    private readonly ObjectReader _objects;
    private readonly HttpReceivers _receivers;
    private readonly FeedIntake _intake;
    private readonly SortedDictionary<string, SourceMeter> _meters = new(StringComparer.Ordinal);
    private readonly AwsLimits _aws;
    private readonly KafkaLimits _kafka;

    public LiveSources(SourceSettings settings, RunConfig config, LiveFeed feed, string folder, TimeProvider clock, Action<string> tell)
    {
        (_settings, _clock, _tell, Feed) = (settings, clock, tell, feed);
        _letters = new(Path.Combine(folder, "dead-letters.jsonl"));
        _finished = new(Path.Combine(folder, "finished-units.bin"));
        _aws = settings.Aws with { Reading = RecordPreparing.With(settings.Aws.Reading, config.Mappings) };
        _kafka = settings.Kafka with { Reading = RecordPreparing.With(settings.Kafka.Reading, config.Mappings) };
        _clients = new(_aws);
        _intake = new(feed, _letters, config, settings.Intake);
        _objects = new(_clients, _aws, _intake, _finished, clock);
        foreach (var (name, kind) in settings.Queues.Select(static queue => (queue.Name, "sqs")).Concat(settings.Backfills.Select(static backfill => (backfill.Name, "backfill")))
            .Concat(settings.Clusters.Select(static cluster => (cluster.Name, "kafka"))).Concat(settings.Receivers.Select(static receiver => (receiver.Name, "http"))).Append((Folders, "folder")))
        {
            _meters[name] = new(name, kind, clock);
        }

        _receivers = new(settings.Receivers, settings.Receiving, _aws.Reading, _intake, _meters, clock);
    }

    public LiveFeed Feed { get; }

    public IUnitIntake Intake => _intake;

    /// <summary>The meter of a source; the set of them does not change once it is made.</summary>
    public SourceMeter Meter(string name) => _meters[name];

    /// <summary>Adds addresses and reports to the server, before it starts.</summary>
    public void Join(WebApplication app)
    {
        app.Services.GetRequiredService<SourceBoard>().Reports = Reports;
        if (_settings.Receivers.Count > 0)
        {
            _receivers.Map(app);
        }
    }

    /// <summary>Reads until cancelled. A source that fails for good is told and ends alone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var runs = _settings.Queues.Select(queue => (queue.Name, Run: QueueAsync(queue, Meter(queue.Name), cancellationToken)))
            .Concat(_settings.Backfills.Select(backfill => (backfill.Name, Run: BackfillAsync(backfill, Meter(backfill.Name), cancellationToken))))
            .Concat(_settings.Clusters.Select(cluster => (cluster.Name, Run: new KafkaReader(cluster, _kafka, _intake, Meter(cluster.Name), _clock, _tell).RunAsync(cancellationToken))))
            .ToList();
        await Task.WhenAll(runs.Select(run => AloneAsync(run.Name, run.Run, cancellationToken)));
    }

    public async ValueTask DisposeAsync()
    {
        await _letters.DisposeAsync();
        _objects.Dispose();
        _clients.Dispose();
        _finished.Dispose();
        Feed.Dispose();
    }

    private List<SourceReport> Reports() => [.. _meters.Values.Select(static meter => meter.Report())];

    private async Task QueueAsync(QueueSettings queue, SourceMeter meter, CancellationToken cancellationToken)
    {
        await using var reader = new QueueReader(queue, _aws, _clients, _objects, _intake, _finished, meter, _clock, _tell);
        await reader.RunAsync(cancellationToken);
    }

    private async Task BackfillAsync(BackfillSettings settings, SourceMeter meter, CancellationToken cancellationToken)
    {
        using var backfill = new Backfill(settings, _aws, _clients, _objects, _intake, _finished, meter, _clock, _tell);
        await backfill.RunAsync(cancellationToken);
    }

    private async Task AloneAsync(string name, Task run, CancellationToken cancellationToken)
    {
        try
        {
            await run;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            _meters[name].Becomes(SourceState.Waiting, $"has stopped: {error.Message}");
            _tell($"{name}: has stopped: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
    }
}
