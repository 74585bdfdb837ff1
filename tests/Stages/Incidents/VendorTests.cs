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
        Console.WriteLine($"pairwise F1 {f1:F3}: {both} right, {onlyFound} too much, {onlyTrue} missed; {found.Select(static row => row.Incident).Distinct().Count()} incidents");
        Assert.True(f1 >= 0.7, $"F1 {f1:F3}");
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
    public void Given_BrokenLines_When_Correlated_Then_EachHasAReasonAndTheRestIsRead()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 10_000));
        var answer = VendorCorrelation.Correlate(["", "{", "[]", "3", deep, """{"id":"x"}""", """{"id":"y","createdDateTime":"2026-01-01T00:00:00Z","evidence":"text"}"""]);
        Assert.Equal([2, 3, 4, 5, 6], answer.Problems.Select(static problem => problem.Line));
        Assert.All(answer.Problems, static problem => Assert.NotEmpty(problem.Reason));
        Assert.Equal("y", Assert.Single(answer.Assignments).Alert);
    }
}
