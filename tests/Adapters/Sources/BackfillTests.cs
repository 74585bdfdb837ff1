using System.Globalization;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Intake;
using OrleansTwin.Tests.Serving;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Sources;

/// <summary>Objects that were written before anybody listened.</summary>
public sealed class BackfillTests(CloudServer server) : IClassFixture<CloudServer>, IAsyncLifetime
{
    private const int ObjectsOfADay = 30;

    private readonly RecordingIntake _intake = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-backfill-").FullName;
    private readonly List<string> _told = [];

    public async ValueTask InitializeAsync()
    {
        await server.ReadyAsync(Assert.Skip);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Given_ARangeOfDays_When_StoppedInTheMiddleAndBegunAgain_Then_EachObjectOfItIsReadOnceAndProgressIsTold()
    {
        var (bucket, _) = await server.PlaceAsync("days");
        foreach (var day in new[] { 1, 2, 3 })
        {
            for (var number = 0; number < ObjectsOfADay; number++)
            {
                await PutAsync(bucket, day, number);
            }
        }

        await server.PutAsync(bucket, "logs/2020/01/02/damaged.json.gz", CloudServer.Gzip(TrailRecords.FileOf("damaged", 50))[..200]);
        using (var stop = new CancellationTokenSource())
        {
            // Some objects are finished and some are not when it stops: from the tenth on nothing becomes durable.
            var (never, enough) = (new TaskCompletionSource(), new TaskCompletionSource());
            _intake.Taken = ids =>
            {
                _intake.Durable = ids >= 10 ? never.Task : Task.CompletedTask;
                if (ids >= 15)
                {
                    enough.TrySetResult();
                }
            };
            var run = RunAsync(bucket, stop.Token, new AwsLimits { BackfillHeldMax = 10, ObjectsAtOnce = 2 });
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
            await stop.CancelAsync();
            never.SetCanceled(TestContext.Current.CancellationToken);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            _intake.Taken = static _ => { };
        }

        var (before, letters) = (_intake.Ids.Count, _intake.Letters.Count);
        _intake.Durable = Task.CompletedTask;
        var report = await RunAsync(bucket, TestContext.Current.CancellationToken);

        Assert.InRange(before, 1, ObjectsOfADay * 2);
        var good = _intake.Ids.Where(static id => !id.StartsWith("damaged", StringComparison.Ordinal)).ToList();
        Assert.Equal(ObjectsOfADay, good.Distinct().Count(static id => id.StartsWith("d2-", StringComparison.Ordinal)));
        Assert.Equal(ObjectsOfADay, good.Distinct().Count());
        Assert.Equal(SourceState.Done, report.State);
        Assert.StartsWith($"{ObjectsOfADay + 1} of {ObjectsOfADay + 1} objects", report.Why, StringComparison.Ordinal);
        Assert.True(_intake.Letters.Count > letters || letters > 0);
        Assert.Contains(_intake.Letters, static letter => letter.Source.EndsWith("damaged.json.gz", StringComparison.Ordinal));

        var third = await RunAsync(bucket, TestContext.Current.CancellationToken);
        Assert.Equal(ObjectsOfADay + 1, third.Known);
        Assert.Equal(0, third.Records);
    }

    [Fact]
    public async Task Given_ABucketThatMayNotBeListed_When_Begun_Then_TheOperatorIsToldAndItGoesOnAfterwards()
    {
        var (bucket, _) = await server.PlaceAsync("denied");
        await PutAsync(bucket, 2, 1);
        await using var path = await FaultyPath.ToAsync(server.Url);
        var lists = 0;
        path.Answer = request => request.Query.ContainsKey("list-type") && ++lists <= 2 ? (403, FaultyPath.S3Error("AccessDenied")) : null;

        var report = await RunAsync(bucket, TestContext.Current.CancellationToken, endpoint: path.Url);

        Assert.Equal(1, report.Records);
        Assert.Contains(_told, static line => line.Contains("the bucket may not be read (AccessDenied)", StringComparison.Ordinal));
    }

    private async Task<SourceReport> RunAsync(string bucket, CancellationToken cancellationToken, AwsLimits? limits = null, string? endpoint = null)
    {
        var chosen = (limits ?? new()) with { RestLeast = TimeSpan.FromMilliseconds(20), CallRetriesMax = 0 };
        using var clients = new AwsClients(chosen);
        using var finished = new FinishedUnits(Path.Combine(_folder, "finished.bin"));
        using var objects = new ObjectReader(clients, chosen, _intake, finished, TimeProvider.System);
        var meter = new SourceMeter("backfill", "backfill", TimeProvider.System);
        var settings = new BackfillSettings(bucket, "logs/", new(2020, 1, 2), new(2020, 1, 2), new() { Region = CloudServer.Region, Endpoint = endpoint ?? server.Url });
        using var backfill = new Backfill(settings, chosen, clients, objects, _intake, finished, meter, TimeProvider.System, _told.Add);
        await backfill.RunAsync(cancellationToken);
        return meter.Report();
    }

    private Task PutAsync(string bucket, int day, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"d{day}-{number}");
        return server.PutAsync(bucket, string.Create(CultureInfo.InvariantCulture, $"logs/2020/01/{day:00}/{number}.json.gz"), CloudServer.Gzip(TrailRecords.FileOf(name, 1)));
    }
}
