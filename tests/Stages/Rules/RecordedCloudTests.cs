using System.Text;
using System.Text.Json;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Rules;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Rules;

/// <summary>What the bundled rules say of recorded events of the other clouds: single labelled events, in the shapes of the logs.</summary>
public class RecordedCloudTests(ITestOutputHelper output)
{
    private static readonly SigmaEngine Engine =
        SigmaEngine.Load(BundledRules.All.Select(static file => new SigmaSource(file.Path, file.Text)));

    /// <summary>Least share, percent, of labelled events of medium or above with a signal of the right tactic; what is missing needs a lookup, a count or another log.</summary>
    [Theory]
    [InlineData("azure_monitoractivity", 80, "azure.activitylogs")]
    [InlineData("azure_audit", 40, "azure.auditlogs", "azure.signinlogs")]
    [InlineData("gcp_auditlog", 40, "gcp.audit")]
    [InlineData("amazon_eks_audit", 70, "kubernetes.audit", "gcp.audit")]
    [InlineData("microsoft365_audit_exchange", 80, "m365.audit")]
    [InlineData("microsoft365_audit_azureactivedirectory", 80, "m365.audit")]
    public void Given_LabelledSingleEvents_When_RulesRun_Then_TheShareWithTheRightTacticIsKnown(string file, int least, params string[] logs)
    {
        var matchers = logs.Select(Engine.For).OfType<SigmaLogMatcher>().ToList();
        Assert.Equal(logs.Length, matchers.Count);
        var (seen, all, loud, others) = (0, 0, 0, 0);
        foreach (var line in File.ReadLines(RecordedData.PathOf($"panther/{file}.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var root = row.RootElement;
            if (root.GetProperty("event").ValueKind != JsonValueKind.Object || root.GetProperty("mitre").ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            var rules = matchers.SelectMany(matcher => Run(matcher, root.GetProperty("event").GetRawText())).ToList();
            if (root.GetProperty("expected").ValueKind != JsonValueKind.True)
            {
                others++;
                loud += rules.Exists(static rule => rule.Level >= SigmaLevel.Medium) ? 1 : 0;
            }
            else if (root.GetProperty("severity").GetString() is "Medium" or "High" or "Critical")
            {
                var tactics = root.GetProperty("mitre").EnumerateArray().Select(static one => RecordedTactic.Of(one.GetString()!)).ToHashSet();
                all++;
                if (rules.Exists(rule => rule.Tactics.Any(tactics.Contains)))
                {
                    seen++;
                }
                else
                {
                    output.WriteLine($"{root.GetProperty("rule_id").GetString()}: {root.GetProperty("test").GetString()} [{string.Join(", ", rules.Select(static rule => rule.Name))}]");
                }
            }
        }

        output.WriteLine($"{file}: {seen} of {all} labelled events of medium or above with a signal of the right tactic; {loud} of {others} others at medium or above");
        Assert.True(seen * 100 >= all * least, $"{seen} of {all}");
    }

    private static List<SigmaMetadata> Run(SigmaLogMatcher matcher, string json)
    {
        var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());
        record.Read(Encoding.UTF8.GetBytes(json));
        matcher.Evaluate(record, findings);
        Assert.Empty(findings.Failures);
        return [.. findings.Matches.Where(rule => !matcher.Quiet[rule]).Select(rule => matcher.Rules[rule].Metadata)];
    }
}
