using System.Globalization;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Intake;
using OrleansTwin.Tests.Serving;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Sources;

/// <summary>
/// How fast the reader of queues is alone, from its local server to an intake that counts only:
/// <c>dotnet run -c Release --project tests/Adapters -- -explicit only -class "*SourceFigures" -showLiveOutput</c>.
/// </summary>
public sealed class SourceFigures(CloudServer server, ITestOutputHelper output) : IClassFixture<CloudServer>, IAsyncLifetime
{
    private const int Objects = 2_000;
    private const int RecordsOfAnObject = 400;

    public async ValueTask InitializeAsync()
    {
        await server.ReadyAsync(Assert.Skip);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "not-a-secret");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact(Explicit = true)]
    public async Task Objects_of_400_records_by_queue()
    {
        var (bucket, queue) = await server.PlaceAsync("figures");
        for (var number = 0; number < Objects; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{number}.json.gz");
            await server.PutAsync(bucket, name, CloudServer.Gzip(TrailRecords.FileOf(name, RecordsOfAnObject)));
            await server.SendAsync(queue, TrailRecords.S3Event(bucket, name));
        }

        await ServerAloneAsync(bucket);
        var intake = new CountingIntake();
        var started = TimeProvider.System.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        await using var reading = new ReadingQueue(queue, server.Url, intake, new AwsLimits { LongPoll = TimeSpan.FromSeconds(1) });
        await reading.UntilEmptyAsync(server);
        var taken = TimeProvider.System.GetElapsedTime(started);
        processor = Environment.CpuUsage.TotalTime - processor;

        Assert.Equal(Objects * RecordsOfAnObject, intake.Records);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{intake.Records} records of {Objects} objects in {taken.TotalSeconds:0.0} s: {intake.Records / taken.TotalSeconds:0} records/s, {processor.TotalMicroseconds / intake.Records:0.0} µs of processor time a record, acknowledged"));
    }

    /// <summary>What the server gives when nobody looks at the bytes.</summary>
    private async Task ServerAloneAsync(string bucket)
    {
        var started = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(0, Objects, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, cancellationToken) =>
        {
            using var response = await server.S3.GetObjectAsync(bucket, string.Create(CultureInfo.InvariantCulture, $"{number}.json.gz"), cancellationToken);
            await response.ResponseStream.CopyToAsync(Stream.Null, cancellationToken);
        });
        var taken = TimeProvider.System.GetElapsedTime(started);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the server alone gives {Objects / taken.TotalSeconds:0} objects/s, {Objects * RecordsOfAnObject / taken.TotalSeconds:0} records/s"));
    }

    private sealed class CountingIntake : IUnitIntake
    {
        private long _records;

        public long Records => Interlocked.Read(ref _records);

        public Task<UnitTaken> TakeAsync(SourceMeter meter, IEnumerable<OrleansTwin.Sources.SourceBlock> blocks, CancellationToken cancellationToken)
        {
            var records = 0L;
            foreach (var block in blocks)
            {
                using (block)
                {
                    records += block.Records.Count;
                }
            }

            Interlocked.Add(ref _records, records);
            return Task.FromResult(new UnitTaken(records, 0, null, null, Task.CompletedTask));
        }

        public Task RefuseAsync(SourceMeter meter, IReadOnlyList<OrleansTwin.Model.Diagnostics.DeadLetter> letters, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
