using System.Globalization;
using System.Text;
using Confluent.Kafka;
using OrleansTwin.Sources.Intake;
using OrleansTwin.Sources.Kafka;
using OrleansTwin.Tests.Serving;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Sources;

/// <summary>Consumer groups on the client library's own mock cluster (in this process; it knows no login).</summary>
public sealed class KafkaReaderTests : IDisposable
{
    private const string Topic = "activity";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    // The producer owns the cluster.
    private readonly IProducer<Null, byte[]> _producer;
    private readonly string _servers;
    private readonly RecordingIntake _intake = new();

    public KafkaReaderTests()
    {
        var config = new ProducerConfig { BootstrapServers = "unused" };
        config.Set("test.mock.num.brokers", "1");
        _producer = new ProducerBuilder<Null, byte[]>(config).Build();
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        var broker = admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers[0];
        _servers = string.Create(CultureInfo.InvariantCulture, $"{broker.Host}:{broker.Port}");
    }

    [Fact]
    public async Task Given_RecordsInNoCut_When_TheReaderEnds_Then_TheyAreReadAgainAndAfterTheCutNoMore()
    {
        await SendAsync(0, 40);
        var cut = new TaskCompletionSource();
        _intake.Durable = cut.Task;
        await using (var reading = new Reading(this, "cut"))
        {
            await UntilAsync(() => _intake.Ids.Count == 80);
        }

        Assert.Equal(80, _intake.Ids.Count);
        _intake.Durable = Task.CompletedTask;
        await using (var again = new Reading(this, "cut"))
        {
            await UntilAsync(() => again.Meter.Report().Acknowledged == 40);
        }

        Assert.Equal(160, _intake.Ids.Count);
        await SendAsync(40, 1);
        await using var third = new Reading(this, "cut");
        await UntilAsync(() => third.Meter.Report().Acknowledged == 1);
        Assert.Equal(162, _intake.Ids.Count);
        Assert.Equal(82, _intake.Ids.Distinct().Count());
    }

    [Fact]
    public async Task Given_ASecondReaderThatComesAndGoes_When_PartitionsMove_Then_NothingIsLostAndBadMessagesAreNamed()
    {
        await using var first = new Reading(this, "moves");
        await SendAsync(0, 100);
        await UntilAsync(() => first.Meter.Report().Acknowledged == 100);
        await using (var second = new Reading(this, "moves"))
        {
            // Sent while the group takes the second in, until it has had its share.
            for (var sent = 100; second.Meter.Report().Acknowledged == 0; sent += 10)
            {
                Assert.True(sent < 3_000);
                await SendAsync(sent, 10);

                // Taking a member in takes the mock cluster seconds: a stream of messages meanwhile, not a flood.
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }

        await _producer.ProduceAsync(Topic, new() { Value = Encoding.UTF8.GetBytes("no record at all") }, TestContext.Current.CancellationToken);
        await SendAsync(5_000, 50);
        await UntilAsync(() => Enumerable.Range(5_000, 50).All(number => _intake.Ids.Contains(Id(number, 0)) && _intake.Ids.Contains(Id(number, 1))) && _intake.Letters.Count > 0);

        Assert.Contains(_intake.Letters, static letter => letter.Source.StartsWith("kafka:test/activity/", StringComparison.Ordinal) && letter.Reason.StartsWith("not a log", StringComparison.Ordinal));
        Assert.All(Enumerable.Range(0, 100), number => Assert.Contains(Id(number, 1), _intake.Ids));
    }

    public void Dispose() => _producer.Dispose();

    private static string Id(int number, int part) => string.Create(CultureInfo.InvariantCulture, $"k{number}-{part}");

    private async Task SendAsync(int from, int count)
    {
        foreach (var number in Enumerable.Range(from, count))
        {
            await _producer.ProduceAsync(Topic, new() { Value = Encoding.UTF8.GetBytes(TrailRecords.File(TrailRecords.Record(Id(number, 0)), TrailRecords.Record(Id(number, 1)))) }, TestContext.Current.CancellationToken);
        }
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Longest, $"{_intake.Ids.Count} records, {_intake.Letters.Count} letters");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Reading : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public Reading(KafkaReaderTests tests, string group)
        {
            var limits = new KafkaLimits { CommitEvery = TimeSpan.FromMilliseconds(100), Session = TimeSpan.FromSeconds(6), MessagesHeldMax = 64 };
            _run = new KafkaReader(new("kafka:test", tests._servers, [Topic], group), limits, tests._intake, Meter, TimeProvider.System, static _ => { }).RunAsync(_stop.Token);
        }

        public SourceMeter Meter { get; } = new("kafka:test", "kafka", TimeProvider.System);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run;
            _stop.Dispose();
        }
    }
}
