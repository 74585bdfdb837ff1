using System.Text.Json;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Commands.WhatIf;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Stages.Access.WhatIf;
using Xunit;

namespace OrleansTwin.Tests.Stages.Commands;

public sealed class WhatIfCommandTests : IDisposable
{
    private const string Admin = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-what-if-").FullName;

    [Fact]
    public void Given_APolicyThatMakesAdministrator_When_FailOnHigh_Then_TheCommandEndsWithFour()
    {
        var called = Ask(Admin, "--as", "identity", "--on", SmallEstate.Iam + "user/ann", "--fail-on", "high");

        Assert.Equal(4, called.Status);
        var answer = Assert.Single(called.Lines);
        Assert.Equal(("high", "certain"), (answer.GetProperty("severity").GetString(), answer.GetProperty("certainty").GetString()));
        Assert.Contains("adminPrivileges", answer.GetProperty("findings").EnumerateArray().Select(static f => f.GetString()));
        Assert.All(new[] { "gained", "lost", "pathsOpened", "pathsClosed", "complete", "assumes" }, field => Assert.True(answer.TryGetProperty(field, out _), field));
        Assert.Equal(0, Ask(Admin, "--as", "identity", "--on", SmallEstate.Iam + "user/ann", "--fail-on", "critical").Status);
        Assert.Equal(0, Ask(Admin, "--as", "identity", "--on", SmallEstate.Iam + "user/ann").Status);
    }

    [Fact]
    public void Given_AMarkdownAnswer_When_NamesHoldMarkup_Then_NothingOfItIsMarkup()
    {
        var text = Ask("""{"policy":"identity","on":"arn:aws:iam::111122223333:user/ann","name":"a|b`<img src=x>`[x](http://evil)","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}}""", "--format", "markdown").Out;

        Assert.StartsWith("## What this change would mean: ", text, StringComparison.Ordinal);
        Assert.Contains("### Gained", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[x](", text.Replace("`a\\|b'<img src=x>'[x](http://evil) #1`", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_ASarifAnswer_When_Read_Then_ItHasTheFormsParts()
    {
        using var sarif = JsonDocument.Parse(Ask(Admin, "--as", "identity", "--on", SmallEstate.Iam + "user/ann", "--format", "sarif").Out);
        var run = sarif.RootElement.GetProperty("runs")[0];

        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(static r => r.GetProperty("id").GetString()).ToList();
        Assert.NotEqual(0, run.GetProperty("results").GetArrayLength());
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Contains(result.GetProperty("ruleId").GetString(), rules);
            Assert.Contains(result.GetProperty("level").GetString(), new[] { "error", "warning", "note" });
            Assert.EndsWith("change.json", result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{}", "allowed are")]
    [InlineData(Admin, "--as")]
    public void Given_AChangeOfNoUse_When_Asked_Then_ItIsRefusedWithWhatIsAllowed(string change, string told)
    {
        var called = Ask(change);

        Assert.Equal(2, called.Status);
        Assert.Contains(told, called.Error, StringComparison.Ordinal);
        Assert.Empty(called.Out);
    }

    [Theory]
    [InlineData("--history", "30d")]
    [InlineData("--history", "soon")]
    [InlineData("--fail-on", "some")]
    public void Given_OptionsThatDoNotFit_When_Asked_Then_TheyAreUsageErrors(string option, string value) => Assert.Equal(2, Ask(Admin, option, value).Status);

    [Fact]
    public void Given_LogsOnly_When_AskedWithHistory_Then_TheTwinIsFoldedFromThemAndRealCallsAreCounted()
    {
        var change = History();

        var called = Called.With("what-if", "--logs", Path.Combine(_folder, "logs"), "--change", change, "--history", "30d");

        Assert.True(called.Status is 0 or 1, called.Error);
        var row = Assert.Single(Assert.Single(called.Lines).GetProperty("history").EnumerateArray());
        Assert.Equal(("ec2:StopInstances", 1, "certain"), (row.GetProperty("action").GetString(), row.GetProperty("count").GetInt32(), row.GetProperty("certainty").GetString()));
        Assert.Equal("e3", row.GetProperty("examples")[0].GetString());
    }

    [Fact]
    public void Given_ATwinThatForgotACall_When_AskedWithHistory_Then_TheAnswerSaysThatNotAllIsKept()
    {
        var change = History();

        var called = Called.Of(new Forgetful(Path.Combine(_folder, "logs"), "e3"), "what-if", "--data", _folder, "--change", change, "--history", "30d");

        var answer = Assert.Single(called.Lines);
        Assert.Empty(answer.GetProperty("history").EnumerateArray());
        Assert.Contains("2 of 3 records are kept", Assert.Single(answer.GetProperty("notDecidable").EnumerateArray()).GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    private string History()
    {
        Write("logs/a.json", $$"""
            {"Records":[
              {{Record("e1", "iam", "CreateUser", "10:00:00", """{"userName":"ann"}""", """{"user":{"arn":"arn:aws:iam::111122223333:user/ann","userName":"ann","userId":"AIDAANN"}}""")}},
              {{Record("e2", "iam", "PutUserPolicy", "10:01:00", """{"userName":"ann","policyName":"p","policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}]}"}""", "null")}},
              {{Record("e3", "ec2", "StopInstances", "10:02:00", """{"instancesSet":{"items":[{"instanceId":"i-1"}]}}""", "null", "us-east-1", "ann")}}]}
            """);
        return Write("change.json", """{"policy":"scp","on":"*","name":"regions","document":{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":"iam:*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}]}}""");
    }

    [Fact]
    public void Given_ASnapshot_When_AskedForPaths_Then_WaysChokePointsAndContainmentAreLines()
    {
        var snapshot = Snapshot("""{"SecurityGroups":[{"GroupId":"sg-1","VpcId":"vpc-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}],"IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}""",
            $$$$"""{"Reservations":[{"OwnerId":"{{{{SmallEstate.Account}}}}","Instances":[{"InstanceId":"i-1","IamInstanceProfile":{"Arn":"{{{{SmallEstate.Iam}}}}instance-profile/app-admin"},"State":{"Name":"running"},"Placement":{"AvailabilityZone":"eu-west-1a"}}]}]}""");
        var config = Write("config.json", $$"""{"crownJewels":["{{SmallEstate.Table}}"]}""");

        var lines = Called.With("access", "paths", "--snapshot", snapshot, "--config", config).Lines;

        var path = Assert.Single(lines, static l => l.GetProperty("kind").GetString() == "path");
        Assert.Equal(["network", "runsAs", "store"], path.GetProperty("steps").EnumerateArray().Select(static s => s.GetProperty("kind").GetString()));
        Assert.Equal(2, lines.Count(static l => l.GetProperty("kind").GetString() == "chokePoint"));
        var cheapest = lines.First(static l => l.GetProperty("kind").GetString() == "containment");
        Assert.Equal("closeNetwork", Assert.Single(cheapest.GetProperty("actions").EnumerateArray()).GetProperty("action").GetString());
    }

    /// <summary>A twin that has not kept one of its events.</summary>
    private sealed class Forgetful(string logs, string forgotten) : IStoredEstates
    {
        public SettledView? Read(string folder, RunConfig config, List<string> problems) =>
            LogHistory.Read([logs], config, problems) is { } view ? view with { Events = view.Events.Where(pair => pair.Key != forgotten).ToDictionary() } : null;
    }

    private static string Record(string id, string service, string name, string time, string request, string response, string region = "eu-west-1", string user = "root-admin") =>
        $$$"""{"eventVersion":"1.08","eventID":"{{{id}}}","eventSource":"{{{service}}}.amazonaws.com","eventName":"{{{name}}}","eventTime":"2024-05-01T{{{time}}}Z","awsRegion":"{{{region}}}","recipientAccountId":"111122223333","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"eventCategory":"Management","sourceIPAddress":"198.51.100.9","userAgent":"aws-cli/2","userIdentity":{"type":"IAMUser","principalId":"AIDA{{{user}}}","arn":"arn:aws:iam::111122223333:user/{{{user}}}","accountId":"111122223333","userName":"{{{user}}}","accessKeyId":"AKIAEXAMPLE"},"requestParameters":{{{request}}},"responseElements":{{{response}}}}""";

    private Called Ask(string change, params string[] options) => Called.With(["what-if", "--snapshot", Snapshot(), "--change", Write("change.json", change), .. options]);

    private string Snapshot(string? groups = null, string? instances = null)
    {
        foreach (var (path, json) in SmallEstate.Files)
        {
            Write("snapshot/" + path, path.EndsWith("security-groups.json", StringComparison.Ordinal) && groups is not null ? groups : path.EndsWith("describe-instances.json", StringComparison.Ordinal) && instances is not null ? instances : json);
        }

        return Path.Combine(_folder, "snapshot");
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
