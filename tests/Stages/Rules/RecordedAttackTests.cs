using System.Text;
using System.Text.Json;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Rules;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Rules;

/// <summary>What the bundled rules alone say about recorded attacks and recorded ordinary work. Names that give the answer away are rewritten first.</summary>
public class RecordedAttackTests(ITestOutputHelper output)
{
    private static readonly SigmaEngine Engine =
        SigmaEngine.Load(BundledRules.All.Select(file => new SigmaSource(file.Path, file.Text)));

    [Fact]
    public void Given_InvictusHour_When_RulesRun_Then_TechniquesAreSeenAndTheRestStaysQuiet()
    {
        using var labels = JsonDocument.Parse(File.ReadAllText(RecordedData.PathOf("aws/invictus/labels_detonation.json")));
        var labelled = labels.RootElement.EnumerateArray().ToLookup(
            label => label.GetProperty("eventID").GetString()!,
            label => (Technique: label.GetProperty("stratus_technique").GetString()!, Mitre: label.GetProperty("mitre").GetString()!));
        var records = Rewritten("aws/invictus");
        var signals = Run(records.Select(record => record.Json));

        var seen = labelled.SelectMany(group => group.Select(label => (group.Key, label.Technique, label.Mitre)))
            .GroupBy(label => label.Technique)
            .Select(group => (Technique: group.Key, Seen: group.Any(label => signals.Any(signal =>
                signal.Level >= SigmaLevel.Medium && signal.Events.Contains(label.Key) && Fits(signal, label.Technique, label.Mitre)))))
            .ToList();
        var unlabelled = records.Select(record => IdOf(record.Json)).Where(id => !labelled.Contains(id)).ToHashSet();
        var noisy = signals.Where(signal => signal.Level >= SigmaLevel.Medium).SelectMany(signal => signal.Events.Where(unlabelled.Contains).Select(id => (id, signal.Rule))).ToList();
        var noise = noisy.Select(entry => entry.id).Distinct().Count();
        output.WriteLine($"invictus: {seen.Count(entry => entry.Seen)} of {seen.Count} techniques; unlabelled events at medium or above: {noise} of {unlabelled.Count}; signals at medium or above: {signals.Count(signal => signal.Level >= SigmaLevel.Medium)}");
        output.WriteLine("not seen: " + string.Join(", ", seen.Where(entry => !entry.Seen).Select(entry => entry.Technique)));
        foreach (var group in noisy.GroupBy(entry => entry.Rule).OrderByDescending(group => group.Count()))
        {
            output.WriteLine($"  {group.Count()} {group.Key}");
        }

        Assert.True(seen.Count(entry => entry.Seen) >= seen.Count - 2);
        Assert.True(noise <= unlabelled.Count / 20, $"{noise}");
    }

    [Fact]
    public void Given_StratusRuns_When_RulesRun_Then_MostHaveASignal()
    {
        var runs = Rewritten("aws/stratus").GroupBy(record => record.File).ToList();
        var missed = new List<string>();
        var hit = 0;
        foreach (var run in runs)
        {
            var tactic = run.Key.Split('.')[1];
            var signals = Run(run.Select(record => record.Json)).Where(signal => signal.Level >= SigmaLevel.Medium).ToList();
            var right = signals.Any(signal => signal.Tactics.Contains(tactic));
            hit += right ? 1 : 0;
            if (!right)
            {
                missed.Add($"{run.Key} [{string.Join(", ", signals.Select(signal => signal.Rule))}]");
            }
        }

        output.WriteLine($"stratus: {hit} of {runs.Count} runs with a signal of medium or above of the right tactic");
        missed.ForEach(output.WriteLine);
        Assert.True(hit >= runs.Count - 4, $"{hit} of {runs.Count}");
    }

    [Fact]
    public void Given_BenignScan_When_RulesRun_Then_NothingIsMediumOrAbove()
    {
        var signals = Run(RecordedData.CloudTrail("aws/benign_opensearch_cloudtrail.jsonl").Select(record => record.Json));

        foreach (var group in signals.GroupBy(signal => (signal.Rule, signal.Level)))
        {
            output.WriteLine($"benign: {group.Count()} {group.Key.Rule} ({group.Key.Level})");
        }

        Assert.DoesNotContain(signals, signal => signal.Level >= SigmaLevel.Medium);
    }

    [Fact]
    public void Given_LabelledSingleEvents_When_RulesRun_Then_TheShareWithTheRightTacticIsKnown()
    {
        var (seen, all, quiet, silent) = (0, 0, 0, 0);
        var missed = new List<string>();
        foreach (var line in File.ReadLines(RecordedData.PathOf("panther/aws_cloudtrail.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var root = row.RootElement;
            if (root.GetProperty("mitre").ValueKind != JsonValueKind.Array || root.GetProperty("event").ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            var signals = Run([root.GetProperty("event").GetRawText()]);
            var expected = root.GetProperty("expected").ValueKind == JsonValueKind.True;
            if (!expected)
            {
                quiet++;
                silent += signals.Exists(signal => signal.Level >= SigmaLevel.Medium) ? 0 : 1;
            }
            else if (root.GetProperty("severity").GetString() is "Medium" or "High" or "Critical")
            {
                var tactics = root.GetProperty("mitre").EnumerateArray().Select(one => RecordedTactic.Of(one.GetString()!)).ToHashSet();
                all++;
                if (signals.Exists(signal => signal.Tactics.Overlaps(tactics)))
                {
                    seen++;
                }
                else
                {
                    missed.Add($"{root.GetProperty("rule_id").GetString()} [{string.Join(", ", signals.Select(signal => signal.Rule))}]");
                }
            }
        }

        output.WriteLine($"panther: {seen} of {all} labelled events of medium or above with a signal of the right tactic; {silent} of {quiet} others below medium");
        missed.ForEach(output.WriteLine);
        Assert.True(seen * 5 >= all * 4, $"{seen} of {all}");
    }

    private static bool Fits(Signal signal, string technique, string mitre) =>
        signal.Techniques.Any(own => own == mitre || own.Split('.')[0] == mitre.Split('.')[0])
        || technique.Split('|').Any(name => name.Split('.') is { Length: > 1 } parts && signal.Tactics.Contains(parts[1]));

    private static List<Signal> Run(IEnumerable<string> records)
    {
        var matcher = Engine.For("aws.cloudtrail")!;
        var record = matcher.NewEvent();
        var findings = matcher.NewFindings();
        var signals = new List<Signal>();
        var kept = new List<SigmaKeptEvent>();
        foreach (var json in records)
        {
            record.Read(Encoding.UTF8.GetBytes(json));
            matcher.Evaluate(record, findings);
            Assert.Empty(findings.Failures);
            foreach (var rule in findings.Matches)
            {
                kept.AddRange(new[] { matcher.Keep(rule, record) }.OfType<SigmaKeptEvent>());
                if (!matcher.Quiet[rule])
                {
                    signals.Add(SignalOf(matcher.Rules[rule].Metadata, [IdOf(json)]));
                }
            }
        }

        var byKey = Engine.Correlations.ToDictionary(correlation => correlation.Key);
        signals.AddRange(SigmaCorrelator.Evaluate(Engine.Correlations, kept)
            .Select(result => SignalOf(byKey[result.Correlation].Metadata, result.Evidence)));
        return signals;
    }

    private static Signal SignalOf(SigmaMetadata metadata, IEnumerable<string> events) =>
        new(metadata.Key, metadata.Level, [.. metadata.Techniques], [.. metadata.Tactics], [.. events]);

    private static List<(string File, string Json)> Rewritten(string folder) =>
    [
        .. RecordedData.CloudTrail(folder).Select(record => (record.File, record.Json
            .Replace("stratus-red-team", "sample", StringComparison.OrdinalIgnoreCase)
            .Replace("StratusRedTeam", "sample", StringComparison.OrdinalIgnoreCase)
            .Replace("malicious", "sample", StringComparison.OrdinalIgnoreCase)
            .Replace("bert-jan", "someone", StringComparison.OrdinalIgnoreCase)
            .Replace("christophe", "someone", StringComparison.OrdinalIgnoreCase))),
    ];

    private static string IdOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("eventID", out var id) ? id.GetString()! : "";
    }

    private sealed record Signal(string Rule, SigmaLevel Level, HashSet<string> Techniques, HashSet<string> Tactics, HashSet<string> Events);
}
