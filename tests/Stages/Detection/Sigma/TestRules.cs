using System.Text;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

/// <summary>Small rules and events for tests.</summary>
internal static class TestRules
{
    public static string Rule(string detection, string product = "aws", string service = "cloudtrail") =>
        $"title: t\nname: r\nlogsource:\n  product: {product}\n  service: {service}\ndetection:\n{Indent(detection)}\nlevel: low\n";

    public static SigmaEngine Engine(string text, SigmaPlaceholders? placeholders = null) =>
        SigmaEngine.Load([new("rule.yml", text)], placeholders);

    /// <summary>Whether the selection, alone in a CloudTrail rule, matches.</summary>
    public static bool Matches(string selection, string json, SigmaPlaceholders? placeholders = null) =>
        MatchesDetection($"selection:\n{Indent(selection)}\ncondition: selection", json, "aws", "cloudtrail", placeholders);

    public static bool MatchesDetection(
        string detection, string json, string product = "aws", string service = "cloudtrail", SigmaPlaceholders? placeholders = null)
    {
        var engine = Engine(Rule(detection, product, service), placeholders);
        if (engine.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Kind == SigmaDiagnosticKind.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }

        var matcher = engine.Logs.First();
        var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());
        var status = record.Read(Encoding.UTF8.GetBytes(json));
        if (status != SigmaReadStatus.Complete)
        {
            throw new InvalidOperationException($"{status}: {json}");
        }

        matcher.Evaluate(record, findings);
        return findings.Matches.Count == 1;
    }

    public static string Indent(string text) =>
        string.Join('\n', text.Trim('\n').Split('\n').Select(line => "  " + line));
}
