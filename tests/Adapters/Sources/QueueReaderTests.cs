using System.Globalization;
using System.Text;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Intake;
using OrleansTwin.Tests.Serving;
using Xunit;

namespace OrleansTwin.Tests.Adapters.Sources;

/// <summary>Queues and the objects they name, read from a server of S3 and SQS.</summary>
public sealed class QueueReaderTests(CloudServer server) : IClassFixture<CloudServer>, IAsyncLifetime
{
    private readonly RecordingIntake _intake = new();

    public async ValueTask InitializeAsync()
    {
        await server.ReadyAsync(Assert.Skip);

    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Given_EveryShapeOfMessage_When_Read_Then_EachRecordComesOnceAndTheQueueIsEmpty()
    {
        var (bucket, queue) = await server.PlaceAsync("shapes");
        string[] messages =
        [
            TrailRecords.S3Event(bucket, await PutAsync(bucket, "AWSLogs/1/a b+c.json.gz", "s3")),
            TrailRecords.TrailNotice(bucket, await PutAsync(bucket, "trail/1.json.gz", "trail1"), await PutAsync(bucket, "trail/2.json.gz", "trail2")),
            TrailRecords.BusEvent(bucket, await PutAsync(bucket, "bus/a b+c.json.gz", "bus")),
            TrailRecords.Enveloped(TrailRecords.S3Event(bucket, await PutAsync(bucket, "topic/s3.json.gz", "topic-s3"))),
            TrailRecords.Enveloped(TrailRecords.TrailNotice(bucket, await PutAsync(bucket, "topic/trail.json.gz", "topic-trail"))),
            TrailRecords.BusRecord(TrailRecords.Record("event")),
            TrailRecords.Enveloped(TrailRecords.BusRecord(TrailRecords.Record("topic-event"))),
            TrailRecords.Record("raw"),
            """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2020-01-01T00:00:00.000Z","Bucket":"b"}""",
        ];
        foreach (var message in messages)
        {
            await server.SendAsync(queue, message);
        }

        await using var reading = new ReadingQueue(queue, server.Url, _intake);
        await reading.UntilEmptyAsync(server);

        var expected = new[] { "s3", "trail1", "trail2", "bus", "topic-s3", "topic-trail" }.SelectMany(static name => Enumerable.Range(0, 3).Select(n => $"{name}-{n}")).Concat(["event", "topic-event", "raw"]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), _intake.Ids.Order(StringComparer.Ordinal));
        Assert.Empty(_intake.Letters);
        Assert.Equal(SourceState.Reading, reading.Meter.Report().State);
    }

    [Fact]
    public async Task Given_RecordsInNoCut_When_TheirTimeIsUpTwice_Then_TheMessageStaysHiddenAndGoesOnlyAfterTheCut()
    {
        var (bucket, queue) = await server.PlaceAsync("cut");
        await server.SendAsync(queue, TrailRecords.S3Event(bucket, await PutAsync(bucket, "one.json.gz", "one")));
        var cut = new TaskCompletionSource();
        _intake.Durable = cut.Task;

        await using var path = await FaultyPath.ToAsync(server.Url);
        var renewals = 0;
        path.Answer = request =>
        {
            renewals += request.Headers["X-Amz-Target"].ToString().EndsWith("ChangeMessageVisibilityBatch", StringComparison.Ordinal) ? 1 : 0;
            return null;
        };
        await using var reading = new ReadingQueue(queue, path.Url, _intake);

        // Renewed at a third of its time: the eighth time its first and its second time are up.
        await reading.UntilAsync(() => _intake.Ids.Count == 3 && renewals >= 8);

        Assert.Equal((0, 1), await server.DepthAsync(queue));
        Assert.Equal(3, _intake.Ids.Count);
        Assert.Equal(0, reading.Meter.Report().Acknowledged);
        cut.SetResult();
        await reading.UntilEmptyAsync(server);
        Assert.Equal(1, reading.Meter.Report().Acknowledged);
        Assert.Equal(0, reading.Meter.Report().Retried);
    }

    [Fact]
    public async Task Given_ACutThatFails_When_TheMessageComesAgain_Then_ItIsReadAgain()
    {
        var (bucket, queue) = await server.PlaceAsync("lost");
        await server.SendAsync(queue, TrailRecords.S3Event(bucket, await PutAsync(bucket, "one.json.gz", "one")));
        _intake.Durable = Task.FromException(new IOException("the owner failed"));

        await using var reading = new ReadingQueue(queue, server.Url, _intake);
        await reading.UntilAsync(() => reading.Meter.Report().Retried >= 1);
        _intake.Durable = Task.CompletedTask;
        await reading.UntilEmptyAsync(server);

        Assert.True(_intake.Ids.Count >= 6);
        Assert.Equal(3, _intake.Ids.Distinct().Count());
    }

    [Fact]
    public async Task Given_PoisonAmongGoodMessages_When_Read_Then_EveryGoodRecordComesAndEveryBadOneIsNamed()
    {
        var (bucket, queue) = await server.PlaceAsync("poison");
        var whole = CloudServer.Gzip(TrailRecords.FileOf("torn", 400));
        var huge = TrailRecords.File(TrailRecords.Record("before"), TrailRecords.Record("huge", padding: Padding(100 * 1024 * 1024)), TrailRecords.Record("behind"));
        await server.PutAsync(bucket, "torn.json.gz", whole[..(whole.Length / 2)]);
        await server.PutAsync(bucket, "bomb.json.gz", CloudServer.Gzip($$"""{"Records":[{{TrailRecords.Record("lit")}},{"pad":"{{new string('0', 64 * 1024 * 1024)}}"}]}"""));
        await server.PutAsync(bucket, "huge.json.gz", CloudServer.Gzip(huge));
        await server.PutAsync(bucket, "picture.png", [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]);
        await server.PutAsync(bucket, "one-bad.json", Encoding.UTF8.GetBytes(TrailRecords.File(TrailRecords.Record("fine-0"), """{"eventVersion":"1.08","eventID":""", TrailRecords.Record("fine-1"))));
        string[] messages =
        [
            "not json at all", "", "{\"hello\":\"world\"}", """{"s3Bucket":"b","s3ObjectKey":[]}""",
            .. new[] { "torn.json.gz", "bomb.json.gz", "huge.json.gz", "picture.png", "one-bad.json", "no-such-object.json" }.Select(key => TrailRecords.S3Event(bucket, key)),
            TrailRecords.S3Event("no-such-bucket", "x.json"), TrailRecords.S3Event(bucket, await PutAsync(bucket, "good.json.gz", "good")),
        ];
        foreach (var message in messages.Where(static message => message.Length > 0))
        {
            await server.SendAsync(queue, message);
        }

        await using var reading = new ReadingQueue(queue, server.Url, _intake);
        await reading.UntilEmptyAsync(server);

        string[] good = ["good-0", "good-1", "good-2", "before", "behind", "fine-0", "fine-1"];
        Assert.All(good, id => Assert.Equal(1, _intake.Ids.Count(taken => taken == id)));
        Assert.DoesNotContain("huge", _intake.Ids);
        Assert.Contains("torn-0", _intake.Ids);
        (string Source, string Reason)[] expected =
        [
            ("sqs:", "neither a notification"), ("sqs:", "names no object"), ("torn.json.gz", "cut short"), ("bomb.json.gz", "expands more than"), ("huge.json.gz", "longer than"),
            ("picture.png", "not a log"), ("no-such-object.json", "does not exist"), ("no-such-bucket", "does not exist"),
        ];
        Assert.All(expected, wanted => Assert.Contains(_intake.Letters, letter => letter.Source.Contains(wanted.Source, StringComparison.Ordinal) && letter.Reason.Contains(wanted.Reason, StringComparison.Ordinal)));
        Assert.Contains(_intake.Letters, static letter => letter.Source.EndsWith("one-bad.json", StringComparison.Ordinal));
        Assert.Equal(2, _intake.Letters.Count(static letter => letter.Reason.StartsWith("the message is neither", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Given_MessagesTwiceAndInAnyOrder_When_Read_Then_EachObjectIsReadOnce()
    {
        var (bucket, queue) = await server.PlaceAsync("twice");
        var keys = new List<string>();
        for (var number = 0; number < 30; number++)
        {
            keys.Add(await PutAsync(bucket, string.Create(CultureInfo.InvariantCulture, $"{number}.json.gz"), string.Create(CultureInfo.InvariantCulture, $"o{number}")));
        }

        var folder = Directory.CreateTempSubdirectory("twin-twice-").FullName;
        foreach (var round in new[] { keys, keys.AsEnumerable().Reverse() })
        {
            foreach (var key in round)
            {
                await server.SendAsync(queue, TrailRecords.S3Event(bucket, key));
            }

            await using var reading = new ReadingQueue(queue, server.Url, _intake, folder: folder);
            await reading.UntilEmptyAsync(server);
        }

        Directory.Delete(folder, recursive: true);
        Assert.Equal(90, _intake.Ids.Count);
        Assert.Equal(90, _intake.Ids.Distinct().Count());
    }

    [Fact]
    public async Task Given_ThrottlingExpiredAndDeniedCalls_When_TheyPass_Then_NothingIsLostAndTheOperatorWasTold()
    {
        var (bucket, queue) = await server.PlaceAsync("calls");
        await server.SendAsync(queue, TrailRecords.S3Event(bucket, await PutAsync(bucket, "one.json.gz", "one")));
        await server.SendAsync(queue, TrailRecords.S3Event(bucket, await PutAsync(bucket, "secret.json.gz", "secret")));
        await using var path = await FaultyPath.ToAsync(server.Url);
        var (receives, gets) = (0, 0);
        path.Answer = request => FaultyPath.IsQueue(request)
            ? request.Headers["X-Amz-Target"].ToString().EndsWith("ReceiveMessage", StringComparison.Ordinal) && ++receives <= 8 ? (400, FaultyPath.SqsError(receives <= 4 ? "ExpiredToken" : "ThrottlingException")) : null
            : request.Path.Value!.EndsWith("secret.json.gz", StringComparison.Ordinal) ? (403, FaultyPath.S3Error("AccessDenied"))
            : ++gets <= 3 ? (503, FaultyPath.S3Error("SlowDown")) : gets <= 5 ? (400, FaultyPath.S3Error("ExpiredToken")) : null;

        await using var reading = new ReadingQueue(queue, path.Url, _intake);
        await reading.UntilEmptyAsync(server);

        Assert.Equal(["one-0", "one-1", "one-2"], _intake.Ids);
        var letter = Assert.Single(_intake.Letters);
        Assert.Contains("secret.json.gz", letter.Source, StringComparison.Ordinal);
        Assert.Contains("may not be read (AccessDenied); grant the reader's role", letter.Reason, StringComparison.Ordinal);
        Assert.Contains(reading.Told, static line => line.Contains("the credentials are not valid (ExpiredToken)", StringComparison.Ordinal));
        Assert.Contains(reading.Told, static line => line.Contains("slow down", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_DownloadsCutOrSilentInTheMiddle_When_Read_Then_TheyGoOnAndEachRecordComesOnce(bool stalls)
    {
        var (bucket, queue) = await server.PlaceAsync("network");
        var file = TrailRecords.File(Enumerable.Range(0, 400).Select(static n => TrailRecords.Record(string.Create(CultureInfo.InvariantCulture, $"r-{n}"), n)));
        await server.PutAsync(bucket, "long.json", Encoding.UTF8.GetBytes(file));
        await server.SendAsync(queue, TrailRecords.S3Event(bucket, "long.json"));
        await using var path = await FaultyPath.ToAsync(server.Url);
        var cuts = 0;
        path.Stalls = stalls;
        path.CutAfter = request => request.Path.Value!.EndsWith("long.json", StringComparison.Ordinal) && ++cuts <= 4 ? 40_000 : null;

        await using var reading = new ReadingQueue(queue, path.Url, _intake);
        await reading.UntilEmptyAsync(server);

        Assert.Equal(400, _intake.Ids.Count);
        Assert.Equal(400, _intake.Ids.Distinct().Count());
        Assert.Empty(_intake.Letters);
        Assert.True(cuts >= 5);
    }

    [Fact]
    public async Task Given_ARoleToAssume_When_Read_Then_TheExternalIdIsGivenAndItsTokenIsUsed()
    {
        var (bucket, queue) = await server.PlaceAsync("role");
        await server.SendAsync(queue, TrailRecords.S3Event(bucket, await PutAsync(bucket, "one.json.gz", "one")));
        await using var path = await FaultyPath.ToAsync(server.Url);
        await using var sts = await FaultyPath.ToAsync(server.Url);
        var asked = 0;
        sts.Answer = _ => Interlocked.Increment(ref asked) <= 3 ? (403, """<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>as told</Message></Error><RequestId>r</RequestId></ErrorResponse>""") : (200, """<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE000000000</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>the-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROA:orleanstwin</AssumedRoleId><Arn>arn:aws:sts::1:assumed-role/r/orleanstwin</Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>""");

        await using var reading = new ReadingQueue(queue, path.Url, _intake, access: new() { Region = CloudServer.Region, Endpoint = path.Url, StsEndpoint = sts.Url, RoleArn = "arn:aws:iam::999999999999:role/reader", ExternalId = "ext-1" });
        await reading.UntilEmptyAsync(server);

        Assert.Equal(3, _intake.Ids.Count);
        Assert.Contains("ExternalId=ext-1", sts.Seen[0], StringComparison.Ordinal);
        Assert.Contains(reading.Told, static line => line.Contains("the role cannot be assumed (AccessDenied); check its trust policy, the external id", StringComparison.Ordinal));
        Assert.All(path.Seen, static call => Assert.Contains("token=the-token", call, StringComparison.Ordinal));
    }

    // Text that shrinks as logs do, so that it is no bomb.
    private static string Padding(int length) => string.Create(length, 0u, static (text, state) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            text[index] = (index & 15) == 0 ? (char)('a' + (state >> 28)) : 'x';
        }
    });

    private async Task<string> PutAsync(string bucket, string key, string name)
    {
        await server.PutAsync(bucket, key, CloudServer.Gzip(TrailRecords.FileOf(name, 3)));
        return key;
    }
}
