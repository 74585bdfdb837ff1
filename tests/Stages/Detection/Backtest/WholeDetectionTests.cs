using System.Text.Json;
using OrleansTwin.Commands.Answers;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Tests.Stages.Detection.Sigma;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Backtest;

/// <summary>
/// Rules, behaviour and impacts together on recorded attacks and recorded ordinary work: the bars of detection. Strings that give the
/// answer away (a tool's name in agents, sessions and resources, the attacker's name) are rewritten first.
/// </summary>
public sealed class WholeDetectionTests(ITestOutputHelper output)
{
    private static readonly (string From, string To)[] Rewrites =
        [("stratus-red-team", "sample"), ("StratusRedTeam", "sample"), ("stratus", "sample"), ("malicious", "sample"), ("bert-jan", "someone"), ("christophe", "someone"), ("backdoor", "sample")];

    [Fact]
    public void Given_TheInvictusHour_When_Measured_Then_TechniquesAreSeenAndTheRestStaysQuiet()
    {
        var view = Run("aws/invictus");
        using var file = JsonDocument.Parse(File.ReadAllText(RecordedData.PathOf("aws/invictus/labels_detonation.json")));
        var labels = file.RootElement.EnumerateArray()
            .Select(static label => (Event: label.GetProperty("eventID").GetString()!, Run: label.GetProperty("stratus_technique").GetString()!, Technique: label.GetProperty("mitre").GetString()!))
            .ToList();
        var labelled = labels.Select(static label => label.Event).ToHashSet();
        var seen = labels.GroupBy(static label => label.Run)
            .Where(group => group.Any(label => view.Signals.Any(signal => signal.Evidence.Contains(label.Event) && Fits(signal, label.Run, label.Technique))))
            .Select(static group => group.Key).ToList();
        var loud = view.Signals.Where(static signal => signal.Severity >= Severity.Medium).SelectMany(static signal => signal.Evidence.Select(id => (Id: id, signal.Rule))).Where(pair => !labelled.Contains(pair.Id)).ToList();
        var unlabelled = view.Events.Values.Count(record => !labelled.Contains(record.Id));
        var noisy = loud.Select(static pair => pair.Id).Distinct().Count();
        var alerts = view.Answer.Alerts.Count(static alert => alert.Severity >= Severity.Medium);
        var all = labels.Select(static label => label.Run).Distinct().ToList();

        output.WriteLine($"invictus: {seen.Count} of {all.Count} techniques; {noisy} of {unlabelled} unlabelled events carry medium or above; {alerts} alerts of medium or above in the hour");
        output.WriteLine($"not seen: {string.Join(", ", all.Except(seen))}");
        foreach (var group in loud.GroupBy(static pair => pair.Rule).OrderByDescending(static group => group.Count()))
        {
            output.WriteLine($"  {group.Count()} {group.Key}");
        }

        Assert.True(seen.Count >= 23, $"{seen.Count}");
        Assert.True(noisy * 20 <= unlabelled, $"{noisy} of {unlabelled}");
        Assert.True(alerts <= 60, $"{alerts}");
    }

    [Fact]
    public void Given_EachStratusRun_When_Measured_Then_MostHaveASignalOfTheRightTactic()
    {
        var missed = new List<string>();
        var runs = Directory.GetFiles(RecordedData.PathOf("aws/stratus"), "aws.*.json").Order(StringComparer.Ordinal).ToList();
        foreach (var run in runs)
        {
            var tactic = Path.GetFileName(run).Split('.')[1];
            var signals = Run(run).Signals.Where(static signal => signal.Severity >= Severity.Medium).ToList();
            if (!signals.Exists(signal => signal.Tactics.Contains(tactic)))
            {
                missed.Add($"{Path.GetFileName(run)} [{string.Join(", ", signals.Select(static signal => signal.Rule).Distinct())}]");
            }
        }

        output.WriteLine($"stratus: {runs.Count - missed.Count} of {runs.Count} runs with a signal of medium or above of the right tactic");
        missed.ForEach(output.WriteLine);
        Assert.True(runs.Count - missed.Count >= 31, $"{missed.Count} missed");
    }

    [Fact]
    public void Given_TheBenignScanBesideTheAttacks_When_Measured_Then_NothingOfItIsMediumOrAbove()
    {
        var benign = Run("aws/benign_opensearch_cloudtrail.jsonl").Events.Keys.ToHashSet(StringComparer.Ordinal);
        var view = Run("aws/benign_opensearch_cloudtrail.jsonl", "aws/stratus");
        var loud = view.Signals.Where(signal => signal.Severity >= Severity.Medium && signal.Evidence.Any(benign.Contains)).ToList();

        output.WriteLine($"benign: {loud.Count} signals of medium or above at {benign.Count} events, in one run with the attacks");
        Assert.Empty(loud.Select(static signal => signal.Rule));
    }

    /// <summary>The pairs of a generated estate; its folder is named by the environment, as it is not kept.</summary>
    [Fact]
    public void Given_TheContrastPairs_When_Measured_Then_MostAreToldApart()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("ORLEANSTWIN_ESTATE") ?? string.Empty, "pairs.json");
        Assert.SkipUnless(File.Exists(file), "No generated estate is named by ORLEANSTWIN_ESTATE.");

        var pairs = ContrastPairs.Run(file, new(OrleansTwin.Commands.Answers.Backtest.Bundled, NoiseMechanisms.All, [])).ToList();

        output.WriteLine($"{pairs.Count(static pair => pair.ToldApart)} of {pairs.Count} contrast pairs told apart");
        foreach (var pair in pairs.Where(static pair => !pair.ToldApart))
        {
            output.WriteLine($"{pair.Id} {pair.Call}: usual {pair.Usual} [{pair.UsualRules}], unusual {pair.Unusual} [{pair.UnusualRules}]");
        }

        Assert.True(pairs.Count(static pair => pair.ToldApart) * 71 >= pairs.Count * 50);
    }

    private static SettledView Run(params string[] relative)
    {
        var problems = new List<string>();
        var view = new OrleansTwin.Commands.Answers.Backtest(OrleansTwin.Commands.Answers.Backtest.Bundled, NoiseMechanisms.All, Rewrites).Run([.. relative.Select(RecordedData.PathOf)], problems);
        Assert.True(view is not null, string.Join("; ", problems));
        return view;
    }

    private static bool Fits(Signal signal, string run, string technique) =>
        signal.Techniques.Any(own => own.Split('.')[0] == technique.Split('.')[0])
        || run.Split('|').Any(name => name.Split('.') is { Length: > 1 } parts && signal.Tactics.Contains(parts[1]));
}
