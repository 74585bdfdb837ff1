using System.Text.Json;
using OrleansTwin.Tests.Stages.Access.WhatIf;

namespace OrleansTwin.Tests.Stages.Commands;

public sealed class DrillCommandTests : IDisposable
{
    private const string Trail = "arn:aws:cloudtrail:eu-west-1:" + SmallEstate.Account + ":trail/main";
    private const string Role = SmallEstate.Iam + "role/app-admin";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-drill-").FullName;

    [Fact]
    public void Given_ATrailWithoutDataEvents_When_AWayToTheJewelIsDrilled_Then_TheReadIsBlindAndTheSelectorThatWouldShowItIsGiven()
    {
        var steps = Steps(Drill("""{"IsLogging":true}""", null, "--path", SmallEstate.Instance, SmallEstate.Table));

        Assert.Equal(["sts:GetCallerIdentity", "dynamodb:GetItem"], steps.Select(static step => Text(step, "action")));
        Assert.Equal(["inMinutes", "notAtAll"], steps.Select(static step => Text(step.GetProperty("seen"), "sighting")));
        Assert.False(steps[0].TryGetProperty("blind", out _));
        Assert.Contains("none of them records it", Text(steps[1], "blind"), StringComparison.Ordinal);
        Assert.Contains(SmallEstate.Table, Text(steps[1].GetProperty("settings")[0], "document"), StringComparison.Ordinal);
        Assert.All(steps, static step => Assert.StartsWith("drill-", Text(step, "event"), StringComparison.Ordinal));
    }

    [Fact]
    public void Given_TheSelectorIsSet_When_TheSameIsDrilled_Then_NothingIsBlind()
    {
        var lines = Drill("""{"IsLogging":true}""", """[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::DynamoDB::Table"]}]},{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}]""", "--path", SmallEstate.Instance, SmallEstate.Table);

        Assert.Equal((2, 0, 0), (Result(lines).GetProperty("steps").GetInt32(), Result(lines).GetProperty("blind").GetInt32(), Result(lines).GetProperty("uncertain").GetInt32()));
        Assert.All(Steps(lines), static step => Assert.Equal("inMinutes", Text(step.GetProperty("seen"), "sighting")));
    }

    [Theory]
    [InlineData("""{"IsLogging":true}""", false)]
    [InlineData("""{"IsLogging":false}""", true)]
    public void Given_ATechnique_When_Drilled_Then_ItsRulesFireAndOnlyWhereARecordComesAreThereAlerts(string status, bool blind)
    {
        var lines = Drill(status, null, "--technique", "T1562.008");
        var stopped = Steps(lines).First(static step => Text(step, "note") == "aws.cloudtrail.model-invocation-logging-removed");

        Assert.Contains(stopped.GetProperty("raised").EnumerateArray(), static signal => Text(signal, "rule") == "aws.cloudtrail.model-invocation-logging-removed" && Text(signal, "severity") == "medium");
        Assert.Equal(blind, stopped.TryGetProperty("blind", out _));
        Assert.Equal(blind, Result(lines).GetProperty("alerts").GetArrayLength() == 0);
    }

    [Fact]
    public void Given_AnEscalation_When_Drilled_Then_ItsCallIsAStep()
    {
        var steps = Steps(Drill("""{"IsLogging":true}""", null, "--path", SmallEstate.Iam + "user/eve", Role));

        Assert.Contains("sts:AssumeRole", steps.Select(static step => Text(step, "action")));
    }

    [Theory]
    [InlineData("--technique", "attack")]
    [InlineData("--technique", "T9999")]
    [InlineData("--path", SmallEstate.Table, SmallEstate.Iam + "user/ann")]
    public void Given_WhatCannotBeDrilled_When_Asked_Then_UsageWithAReason(params string[] options)
    {
        var called = Call("""{"IsLogging":true}""", null, options);

        Assert.Equal(2, called.Status);
        Assert.DoesNotContain("\"kind\"", called.Out, StringComparison.Ordinal);
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static List<JsonElement> Steps(IReadOnlyList<JsonElement> lines) => [.. lines.Where(static line => Text(line, "kind") == "step")];

    private static JsonElement Result(IReadOnlyList<JsonElement> lines) => Assert.Single(lines, static line => Text(line, "kind") == "drill");

    private IReadOnlyList<JsonElement> Drill(string status, string? selectors, params string[] options)
    {
        var called = Call(status, selectors, options);
        Assert.True(called.Status is 0 or 1, called.Error);
        return called.Lines;
    }

    private Called Call(string status, string? selectors, params string[] options)
    {
        foreach (var (path, json) in SmallEstate.Files)
        {
            // Eve may become app-admin.
            Write("snapshot/" + path, json
                .Replace("\"UserDetailList\":[", $$$"""
                    "UserDetailList":[{"UserName":"eve","Arn":"{{{SmallEstate.Iam}}}user/eve","UserPolicyList":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{{{Role}}}"}]}}],"GroupList":[],"AttachedManagedPolicies":[]},
                    """, StringComparison.Ordinal)
                .Replace("\"RoleName\":\"app-admin\",\"Arn\":\"" + Role + "\",\"AssumeRolePolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[", "\"RoleName\":\"app-admin\",\"Arn\":\"" + Role + "\",\"AssumeRolePolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + SmallEstate.Account + ":root\"},\"Action\":\"sts:AssumeRole\"},", StringComparison.Ordinal)
                .Replace("\"InstanceId\":\"i-1\",\"State\"", "\"InstanceId\":\"i-1\",\"IamInstanceProfile\":{\"Arn\":\"" + SmallEstate.Iam + "instance-profile/app-admin\"},\"State\"", StringComparison.Ordinal));
        }

        var region = $"snapshot/{SmallEstate.Account}/eu-west-1/";
        Write(region + "cloudtrail-describe-trails.json", $$$"""{"trailList":[{"Name":"main","TrailARN":"{{{Trail}}}","IsMultiRegionTrail":true,"IsOrganizationTrail":false,"HasCustomEventSelectors":{{{(selectors is null ? "false" : "true")}}}}]}""");
        Write($"snapshot/{SmallEstate.Account}/us-east-1/cloudtrail-describe-trails.json", """{"trailList":[]}""");
        Write(region + "cloudtrail-get-trail-status/main.json", status);
        if (selectors is not null)
        {
            Write(region + "cloudtrail-get-event-selectors/main.json", $$"""{"TrailARN":"{{Trail}}","AdvancedEventSelectors":{{selectors}}}""");
        }

        var config = Write("config.json", $$"""{"crownJewels":["{{SmallEstate.Table}}"],"accounts":["{{SmallEstate.Account}}"]}""");
        return Called.With(["drill", "--snapshot", Path.Combine(_folder, "snapshot"), "--config", config, .. options]);
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
