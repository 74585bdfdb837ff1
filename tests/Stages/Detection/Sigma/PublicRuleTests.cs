using System.Text;
using System.Text.Json;
using OrleansTwin.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

public class PublicRuleTests
{
    [Fact]
    public void Given_AllPublicCloudRules_When_Loaded_Then_EachIsBoundToALog()
    {
        var sources = PublicRules.Sources("ref/sigma");
        var engine = SigmaEngine.Load(sources);

        Assert.Equal(225, sources.Count);
        Assert.Empty(engine.Diagnostics.Where(diagnostic => diagnostic.Kind == SigmaDiagnosticKind.Error));
        Assert.Equal(225, engine.Logs.SelectMany(log => log.Rules).Select(rule => rule.Key).Distinct().Count());
    }

    [Fact]
    public void Given_PublicAwsRules_When_RunOverRecordedAttacks_Then_HitsAreExactlyTheExpectedOnes()
    {
        var engine = SigmaEngine.Load(PublicRules.Sources("ref/sigma/aws"));
        using var expected = JsonDocument.Parse(File.ReadAllText(RecordedData.PathOf("ref/sigma_aws_expected.json")));
        var wanted = expected.RootElement.GetProperty("hits").EnumerateArray()
            .Select(hit => $"{hit.GetProperty("set").GetString()} {hit.GetProperty("eventID").GetString()} {hit.GetProperty("rule").GetString()}")
            .Order(StringComparer.Ordinal)
            .ToList();

        var found = Hits(engine, "invictus").Concat(Hits(engine, "stratus")).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(189, wanted.Count);
        Assert.Equal(wanted, found);
    }

    private static IEnumerable<string> Hits(SigmaEngine engine, string set)
    {
        var matcher = engine.For("aws.cloudtrail")!;
        var record = matcher.NewEvent();
        var findings = matcher.NewFindings();
        foreach (var (_, json) in RecordedData.CloudTrail("aws/" + set))
        {
            record.Read(Encoding.UTF8.GetBytes(json));
            matcher.Evaluate(record, findings);
            Assert.Empty(findings.Failures);
            using var document = JsonDocument.Parse(json);
            var id = document.RootElement.GetProperty("eventID").GetString();
            foreach (var rule in findings.Matches)
            {
                Assert.NotEmpty(matcher.Explain(rule, record));
                yield return $"{set} {id} {Path.GetFileNameWithoutExtension(matcher.Rules[rule].Position.File)}";
            }
        }
    }
}
