using System.Text.Json;
using OrleansTwin.Incidents.Vendors;
using OrleansTwin.Model.Json;
using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

public sealed class VendorTests
{
    [Fact]
    public void Given_RecordedAlertsOfFourIncidents_When_Correlated_Then_PairwiseF1IsPrintedAndNotPoor()
    {
        var lines = File.ReadAllLines(SharedCases.PathOf("correlation/secrl_alerts.jsonl"));
        using var truth = JsonDocument.Parse(File.ReadAllText(SharedCases.PathOf("correlation/secrl_truth.json")));
        var expected = truth.RootElement.EnumerateArray().ToDictionary(static row => row.GetProperty("SystemAlertId").GetString()!, static row => row.GetProperty("incident").GetString()!);
        var answer = VendorCorrelation.Correlate(lines);
        Assert.Empty(answer.Problems);
        var found = answer.Assignments.Where(row => expected.ContainsKey(row.Alert)).ToList();
        var (both, onlyFound, onlyTrue) = (0, 0, 0);
        for (var left = 0; left < found.Count; left++)
        {
            for (var right = left + 1; right < found.Count; right++)
            {
                var isFound = found[left].Incident == found[right].Incident;
                var isTrue = expected[found[left].Alert] == expected[found[right].Alert];
                both += isFound && isTrue ? 1 : 0;
                onlyFound += isFound && !isTrue ? 1 : 0;
                onlyTrue += !isFound && isTrue ? 1 : 0;
            }
        }

        var f1 = 2.0 * both / ((2 * both) + onlyFound + onlyTrue);
        Console.WriteLine($"pairwise F1 {f1:F3}, precision {(double)both / (both + onlyFound):F3}, recall {(double)both / (both + onlyTrue):F3}: {both} right, {onlyFound} too much, {onlyTrue} missed; {found.Select(static row => row.Incident).Distinct().Count()} incidents");
        Assert.True(f1 >= 0.9, $"F1 {f1:F3}");
    }

    [Fact]
    public void Given_OcsfAndGraph_When_Correlated_Then_ASharedUserJoins_And_AnyOrderGivesTheSame()
    {
        string[] lines =
        [
            """{"class_uid":2004,"time":1767225600000,"finding_info":{"uid":"o-1","title":"A"},"observables":[{"type_id":4,"value":"Ann@example.com"},{"type_id":2,"value":"203.0.113.4"}]}""",
            """{"id":"g-1","title":"B","createdDateTime":"2026-01-01T01:00:00Z","evidence":[{"@odata.type":"#microsoft.graph.security.userEvidence","userAccount":{"userPrincipalName":"ann@example.com"}}]}""",
            """{"id":"g-2","title":"C","createdDateTime":"2026-01-01T02:00:00Z","evidence":[{"@odata.type":"#microsoft.graph.security.ipEvidence","ipAddress":"203.0.113.4"}]}""",
            """{"id":"g-3","title":"D","createdDateTime":"2026-02-01T02:00:00Z","evidence":[{"userAccount":{"userPrincipalName":"ann@example.com"}}]}""",
        ];
        var answer = VendorCorrelation.Correlate(lines);
        var incidents = answer.Assignments.ToDictionary(static row => row.Alert, static row => row.Incident);
        Assert.Equal(incidents["o-1"], incidents["g-1"]);
        Assert.NotEqual(incidents["o-1"], incidents["g-2"]);
        Assert.NotEqual(incidents["o-1"], incidents["g-3"]);
        Assert.Equal(TwinJson.Line(answer), TwinJson.Line(VendorCorrelation.Correlate(lines.Reverse().Concat(lines))));
    }

    [Fact]
    public void Given_GuardDutyAndSecurityHub_When_Correlated_Then_OneKeyOrMachineJoins_And_AnotherDoesNot()
    {
        // Shapes after the GuardDuty API reference (Finding), its EventBridge event, and the AWS Security Finding Format.
        string[] lines =
        [
            """{"SchemaVersion":"2.0","Id":"gd-1","Type":"UnauthorizedAccess:IAMUser/MaliciousIPCaller","Title":"A","CreatedAt":"2026-01-01T00:10:00Z","Resource":{"ResourceType":"AccessKey","AccessKeyDetails":{"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","PrincipalId":"AIDACKCEVSQ6C2EXAMPLE","UserName":"dana"}},"Service":{"EventFirstSeen":"2026-01-01T00:00:00Z","EventLastSeen":"2026-01-01T00:05:00Z","Action":{"AwsApiCallAction":{"RemoteIpDetails":{"IpAddressV4":"198.51.100.7"}}}}}""",
            """{"version":"0","id":"envelope-1","detail-type":"GuardDuty Finding","time":"2026-01-01T02:00:00Z","detail":{"id":"gd-2","title":"B","createdAt":"2026-01-01T02:00:00Z","resource":{"instanceDetails":{"instanceId":"i-0123456789abcdef0"}},"service":{"eventFirstSeen":"2026-01-01T01:50:00Z"}}}""",
            """{"SchemaVersion":"2018-10-08","Id":"hub-1","Title":"C","CreatedAt":"2026-01-01T03:00:00Z","Resources":[{"Type":"AwsIamAccessKey","Id":"AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE"}]}""",
            """{"SchemaVersion":"2018-10-08","Id":"hub-2","Title":"D","CreatedAt":"2026-01-01T03:00:00Z","Resources":[{"Type":"AwsEc2Instance","Id":"arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0"},{"Type":"AwsAccount","Id":"AWS::::Account:111122223333"}]}""",
            """{"SchemaVersion":"2018-10-08","Id":"hub-3","Title":"E","CreatedAt":"2026-01-01T03:00:00Z","Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::reports"},{"Type":"AwsAccount","Id":"AWS::::Account:111122223333"}]}""",
        ];
        var answer = VendorCorrelation.Correlate(lines);
        Assert.Empty(answer.Problems);
        var incidents = answer.Assignments.ToDictionary(static row => row.Alert, static row => row.Incident);
        Assert.Equal(incidents["gd-1"], incidents["hub-1"]);
        Assert.Equal(incidents["gd-2"], incidents["hub-2"]);
        Assert.Equal(3, incidents.Values.Distinct().Count());
    }

    [Fact]
    public void Given_MoreAlertsThanTheBound_When_Correlated_Then_EachLineBeyondIsTold_And_ANewerCopyIsStillTaken()
    {
        string Line(int index) => $$"""{"id":"a-{{index}}","createdDateTime":"2026-01-01T00:0{{index}}:00Z"}""";
        var answer = VendorCorrelation.Correlate([Line(1), Line(2), Line(3), Line(1)], alertsMax: 2);
        Assert.Equal(["a-1", "a-2"], answer.Assignments.Select(static row => row.Alert));
        Assert.Equal(3, Assert.Single(answer.Problems).Line);
        Assert.Contains("more than 2 alerts", answer.Problems[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_BrokenLines_When_Correlated_Then_EachHasAReasonAndTheRestIsRead()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 10_000));
        var answer = VendorCorrelation.Correlate(["", "{", "[]", "3", deep, """{"id":"x"}""", """{"id":"y","createdDateTime":"2026-01-01T00:00:00Z","evidence":"text"}"""]);
        Assert.Equal([2, 3, 4, 5, 6], answer.Problems.Select(static problem => problem.Line));
        Assert.All(answer.Problems, static problem => Assert.NotEmpty(problem.Reason));
        Assert.Equal("y", Assert.Single(answer.Assignments).Alert);
    }
}
