using System.Text.Json;
using OrleansTwin.Tests.Stages.Access.WhatIf;

namespace OrleansTwin.Tests.Stages.Commands;

public sealed class CoverageCommandTests : IDisposable
{
    private const string Trail = "arn:aws:cloudtrail:eu-west-1:" + SmallEstate.Account + ":trail/main";
    private const string OneTrail = $$"""{"trailList":[{"Name":"main","TrailARN":"{{Trail}}","S3BucketName":"logs","IsMultiRegionTrail":true,"IsOrganizationTrail":false,"HasCustomEventSelectors":false}]}""";
    private const string Logs = """{"IsLogging":true}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-coverage-").FullName;

    [Fact]
    public void Given_ASnapshotWithoutTheTrails_When_Asked_Then_NotKnownWithTheQuestion()
    {
        var jewel = Jewel(Ask());

        Assert.Equal("unknown", Text(jewel, "seen"));
        Assert.Contains("aws cloudtrail describe-trails --include-shadow-trails --region eu-west-1", Commands(jewel));
    }

    [Fact]
    public void Given_NoTrailAtAll_When_Asked_Then_NotAtAll()
    {
        Write($"snapshot/{SmallEstate.Account}/eu-west-1/cloudtrail-describe-trails.json", """{"trailList":[]}""");
        var lines = Ask();

        Assert.Equal("notAtAll", Text(Jewel(lines), "seen"));
        Assert.All(lines.Where(static line => Text(line, "kind") == "technique"), static line => Assert.Equal("notAtAll", Text(line, "seen")));
    }

    [Fact]
    public void Given_ATrailWithDefaultSelectors_When_Asked_Then_OnlyTheChangeIsSeenAndTheSelectorIsGiven()
    {
        WriteTrail(OneTrail, Logs);
        var jewel = Jewel(Ask());

        Assert.Equal(("changeOnly", "notAtAll", "inMinutes"), (Text(jewel, "seen"), Text(jewel.GetProperty("reads"), "sighting"), Text(jewel.GetProperty("changes"), "sighting")));
        var setting = jewel.GetProperty("settings")[0];
        Assert.Equal($"aws cloudtrail get-event-selectors --trail-name {Trail} --region eu-west-1", Text(setting, "command"));
        Assert.Equal(SmallEstate.Table, JsonElement.Parse(Text(setting, "document")).GetProperty("FieldSelectors")[2].GetProperty("Equals")[0].GetString());
    }

    [Fact]
    public void Given_TheSelectorThatWasAdvised_When_ItIsSet_Then_ReadsAreSeen()
    {
        WriteTrail(OneTrail, Logs);
        var document = Text(Jewel(Ask()).GetProperty("settings")[0], "document");
        Write($"snapshot/{SmallEstate.Account}/eu-west-1/cloudtrail-get-event-selectors/main.json", $$"""{"TrailARN":"{{Trail}}","AdvancedEventSelectors":[{{document}}]}""");
        var jewel = Jewel(Ask());

        Assert.Equal(("inMinutes", "notAtAll"), (Text(jewel, "seen"), Text(jewel.GetProperty("changes"), "sighting")));
    }

    [Fact]
    public void Given_AStoppedTrail_When_Asked_Then_NothingIsSeenAndTheCommandStartsIt()
    {
        WriteTrail(OneTrail, """{"IsLogging":false}""");
        var jewel = Jewel(Ask());

        Assert.Equal("notAtAll", Text(jewel, "seen"));
        Assert.Contains($"aws cloudtrail start-logging --name {Trail} --region eu-west-1", Commands(jewel));
    }

    [Fact]
    public void Given_LogsOfATrailThatIsNotKnown_When_TheyHoldAReadOfTheJewel_Then_ItIsProofAndTheFileNameTellsTheLag()
    {
        var record = $$$"""{"eventVersion":"1.08","eventID":"d1","eventSource":"dynamodb.amazonaws.com","eventName":"GetItem","eventTime":"2024-05-01T10:00:00Z","awsRegion":"eu-west-1","recipientAccountId":"{{{SmallEstate.Account}}}","readOnly":true,"eventType":"AwsApiCall","managementEvent":false,"eventCategory":"Data","sourceIPAddress":"198.51.100.9","userAgent":"x","userIdentity":{"type":"IAMUser","principalId":"AIDAX","arn":"{{{SmallEstate.Iam}}}user/ann","accountId":"{{{SmallEstate.Account}}}","userName":"ann"},"requestParameters":{"tableName":"customers","key":{}},"responseElements":null,"resources":[{"type":"AWS::DynamoDB::Table","ARN":"{{{SmallEstate.Table}}}"}]}""";
        Write($"logs/{SmallEstate.Account}_CloudTrail_eu-west-1_20240501T1007Z_AbCdEf.json", $$"""{"Records":[{{record}}]}""");
        var lines = Ask(Path.Combine(_folder, "logs"));

        var reads = Jewel(lines).GetProperty("reads");
        Assert.Equal(("inMinutes", "records", 420), (Text(reads, "sighting"), Text(reads, "basis"), reads.GetProperty("lag").GetProperty("max").GetInt32()));
        Assert.Equal("unknown", Text(Jewel(lines).GetProperty("changes"), "sighting"));
        Assert.Equal(1, Assert.Single(lines, static line => Text(line, "kind") == "source").GetProperty("dataEvents").GetInt32());
    }

    [Fact]
    public void Given_ATrailWithAHostileName_When_Asked_Then_NoCommandIsOffered()
    {
        WriteTrail(OneTrail.Replace("trail/main", "trail/$(reboot)", StringComparison.Ordinal), "{}");
        var jewel = Jewel(Ask());

        Assert.All(Commands(jewel), static command => Assert.DoesNotContain("reboot", command, StringComparison.Ordinal));
    }

    [Fact]
    public void Given_NetworksWithAndWithoutFlowLogs_When_Asked_Then_EachIsTold()
    {
        Write($"snapshot/{SmallEstate.Account}/eu-west-1/ec2-describe-vpcs-more.json", """{"Vpcs":[{"VpcId":"vpc-0a1b2c3d4e5f60008","CidrBlock":"10.8.0.0/16"},{"VpcId":"vpc-0a1b2c3d4e5f60009","CidrBlock":"10.9.0.0/16"}]}""");
        Write($"snapshot/{SmallEstate.Account}/eu-west-1/ec2-describe-flow-logs.json", """{"FlowLogs":[{"FlowLogId":"fl-0a1b2c3d4e5f60001","ResourceId":"vpc-0a1b2c3d4e5f60008","TrafficType":"ALL","LogDestinationType":"s3"}]}""");
        var seen = Ask().Where(static line => Text(line, "kind") == "network").ToDictionary(static line => Text(line, "id").Split('/')[^1], static line => Text(line, "seen"));

        Assert.Equal(("inMinutes", "notAtAll"), (seen["vpc-0a1b2c3d4e5f60008"], seen["vpc-0a1b2c3d4e5f60009"]));
    }

    [Fact]
    public void Given_NothingToLookAt_When_Asked_Then_Usage()
    {
        var called = Called.With("coverage");

        Assert.Equal(2, called.Status);
        Assert.Contains("--snapshot", called.Error, StringComparison.Ordinal);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static List<string> Commands(JsonElement jewel) => [.. jewel.GetProperty("settings").EnumerateArray().Where(static one => one.TryGetProperty("command", out _)).Select(static one => Text(one, "command"))];

    private static JsonElement Jewel(IReadOnlyList<JsonElement> lines) => Assert.Single(lines, static line => Text(line, "kind") == "crownJewel" && Text(line, "id") == SmallEstate.Table);

    private void WriteTrail(string list, string status)
    {
        Write($"snapshot/{SmallEstate.Account}/eu-west-1/cloudtrail-describe-trails.json", list);
        Write($"snapshot/{SmallEstate.Account}/eu-west-1/cloudtrail-get-trail-status/main.json", status);
    }

    private IReadOnlyList<JsonElement> Ask(params string[] logs)
    {
        foreach (var (path, json) in SmallEstate.Files)
        {
            Write("snapshot/" + path, json);
        }

        var config = Write("config.json", $$"""{"crownJewels":["{{SmallEstate.Table}}"],"accounts":["{{SmallEstate.Account}}"]}""");
        var called = Called.With(["coverage", "--snapshot", Path.Combine(_folder, "snapshot"), "--config", config, .. logs]);
        Assert.True(called.Status is 0 or 1, called.Error);
        return called.Lines;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
