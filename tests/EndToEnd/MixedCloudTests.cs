namespace OrleansTwin.Tests.EndToEnd;

/// <summary>One folder with records of several clouds, in one run, with a rule and a source of the user's own.</summary>
public sealed class MixedCloudTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-").FullName;

    public MixedCloudTests()
    {
        Story.Write(At("logs"));
        File.WriteAllLines(At("logs/google.jsonl"), Google());
        File.WriteAllText(At("logs/azure.json"), $$"""{"records":[{{string.Join(',', Azure())}}]}""");
        File.WriteAllLines(At("logs/door.jsonl"), ["""{"badge":"7","opened":"2026-03-02T10:00:00Z","door":"lab","result":"no"}""", "no record at all", """{"badge":"8","opened":"2026-03-02T10:01:00Z","door":"lab","result":"ok"}"""]);
        Directory.CreateDirectory(At("mappings"));
        File.WriteAllText(At("mappings/door.yml"), "name: door\nwhen: {all: [badge, opened]}\ntime: rec.opened\naction: \"'open {rec.door}'\"\naccount: =site\nactor: {id: \"'door:user:{rec.badge}'\", type: =User}\noutcome: {of: rec.result, success: [ok], denied: [no]}\ntargets:\n- entity('door:{rec.door}', 'door')\n");
        File.WriteAllText(At("estate.json"), """{"sources":{"mappings":"mappings"}}""");
        File.WriteAllText(At("rule.yml"), "title: Firewall opened\nid: 00000000-0000-0000-0000-000000000001\nname: own.gcp.firewall\nstatus: stable\nlogsource: {product: gcp, service: gcp.audit}\ndetection:\n  selection:\n    gcp.audit.method_name: v1.compute.firewalls.insert\n  condition: selection\nlevel: medium\n");
    }

    [Theory]
    [InlineData()]
    [InlineData("--shuffle-seconds", "900", "--duplicate-percent", "20", "--seed", "4", "--batch-events", "5")]
    public async Task Given_LogsOfSeveralClouds_When_RunThroughTheSilo_Then_ItEndsAsTheOracleAndEachCloudIsInTheTwin(params string[] disturbed)
    {
        string[] inputs = ["replay", At("logs"), "--config", At("estate.json"), "--rules", At("rule.yml")];
        var local = await Twin.RunAsync([.. inputs, "--out", At("local"), "--engine", "local", "--events"]);
        Assert.True(local.Status == 1, local.Error);

        var silo = await Twin.RunAsync([.. inputs, "--out", At("silo"), "--events", .. disturbed]);

        Assert.True(silo.Status == 1, silo.Error);
        var oracle = Twin.Settled(At("local"));
        Assert.Equal(oracle, Twin.Settled(At("silo")));
        Assert.Equal(File.ReadAllText(At("local/events.jsonl")), File.ReadAllText(At("silo/events.jsonl")));
        Assert.Contains("//compute.googleapis.com/projects/shop/global/firewalls/open", oracle["entities"], StringComparison.Ordinal);
        Assert.Contains("/subscriptions/s1/resourcegroups/g/providers/microsoft.network/networksecuritygroups/n", oracle["entities"], StringComparison.Ordinal);
        Assert.Contains("\"id\":\"door:user:7\"", oracle["entities"], StringComparison.Ordinal);
        Assert.Contains("own.gcp.firewall", oracle["signals"], StringComparison.Ordinal);
        Assert.Single(oracle["dead-letters"].Split('\n', StringSplitOptions.RemoveEmptyEntries));

        // Beginning and end of an operation are two events and one write.
        Assert.Single(File.ReadLines(At("silo/events.jsonl")), static line => line.Contains("v1.compute.firewalls.insert", StringComparison.Ordinal) && line.Contains("\"readOnly\":false", StringComparison.Ordinal));
        Assert.Single(File.ReadLines(At("silo/events.jsonl")), static line => line.Contains("NETWORKSECURITYGROUPS/WRITE", StringComparison.Ordinal) && line.Contains("\"readOnly\":false", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_AMappingFileThatIsWrong_When_Run_Then_ItIsAConfigurationErrorWithFileAndLine()
    {
        await File.WriteAllTextAsync(At("mappings/door.yml"), "name: door\nwhen: {all: [badge]}\ntime: rec.opened\n", TestContext.Current.CancellationToken);

        var run = await Twin.RunAsync("replay", At("logs"), "--config", At("estate.json"), "--out", At("out"));

        Assert.Equal(2, run.Status);
        Assert.Contains("door.yml:1: a mapping needs `name`, `time`, `action` and `outcome`", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Google()
    {
        const string Head = "\"logName\":\"projects/shop/logs/cloudaudit.googleapis.com%2Factivity\",\"resource\":{\"type\":\"gce_firewall_rule\",\"labels\":{\"project_id\":\"shop\"}}";
        const string Call = "\"serviceName\":\"compute.googleapis.com\",\"methodName\":\"v1.compute.firewalls.insert\",\"resourceName\":\"projects/shop/global/firewalls/open\",\"authenticationInfo\":{\"principalEmail\":\"ann@example.com\"}";
        yield return $$$"""{{{{Head}}},"insertId":"1","timestamp":"2026-03-02T10:00:00.5Z","operation":{"id":"op1","producer":"compute.googleapis.com","first":true },"protoPayload":{{{{Call}}},"request":{"sourceRanges":["0.0.0.0/0"],"network":"projects/shop/global/networks/main"} } }""";
        yield return $$$"""{{{{Head}}},"insertId":"2","timestamp":"2026-03-02T10:00:07Z","operation":{"id":"op1","producer":"compute.googleapis.com","last":true},"protoPayload":{{{{Call}}} } }""";
        yield return $$$"""{{{{Head}}},"insertId":"3","timestamp":"2026-03-02T10:02:00Z","protoPayload":{"serviceName":"cloudresourcemanager.googleapis.com","methodName":"SetIamPolicy","resourceName":"projects/shop","authenticationInfo":{"principalEmail":"ann@example.com"},"status":{"code":7} } }""";
    }

    private static IEnumerable<string> Azure()
    {
        const string Rest = "\"resourceId\":\"/SUBSCRIPTIONS/S1/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/N\",\"operationName\":\"MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WRITE\",\"category\":\"Administrative\",\"correlationId\":\"c1\",\"callerIpAddress\":\"203.0.113.7\",\"identity\":{\"claims\":{\"http://schemas.microsoft.com/identity/claims/objectidentifier\":\"o1\",\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn\":\"ann@example.com\"}}";
        yield return $$"""{"time":"2026-03-02T10:00:00Z","resultType":"Start",{{Rest}}}""";
        yield return $$"""{"time":"2026-03-02T10:00:04Z","resultType":"Success",{{Rest}}}""";
    }

    private string At(string path) => Path.Combine(_folder, path);
}
