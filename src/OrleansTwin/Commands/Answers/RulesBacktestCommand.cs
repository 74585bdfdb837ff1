using System.CommandLine;
using System.Globalization;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Rules;

namespace OrleansTwin.Commands.Answers;

/// <summary><c>twin rules backtest</c>: what rules would have said of recorded logs, and how many alerts that makes.</summary>
internal static class RulesBacktestCommand
{
    private static readonly string[] Mechanisms = ["noveltyCap", "jointRarity", "churn", "usualWork", "deniedLoop", "netEffect", "knownParties", "precedents"];

    public static Command Create()
    {
        var rule = new Argument<string[]>("RULE") { Description = "Rule files to add to the bundled ones, or ids of rules to report on (default: all).", Arity = ArgumentArity.ZeroOrMore };
        var data = new Option<string[]>("--data") { Description = "Recorded logs, as for replay.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true, HelpName = "PATH" };
        var pairs = new Option<string?>("--pairs") { Description = "pairs.json: contrast pairs, each told apart or not.", HelpName = "FILE" };
        var rewrite = new Option<string[]>("--rewrite") { Description = "Rewrite a string of the logs first, so that no name gives an answer away.", HelpName = "OLD=NEW" };
        var without = new Option<string[]>("--without") { Description = $"Switch a noise mechanism off: {string.Join(", ", Mechanisms)}.", HelpName = "MECHANISM" };
        var output = AnswerCommands.Out();
        var command = new Command("backtest", "Runs the whole detection over recorded logs: each rule's signals by severity, and the alerts that come of them.") { rule, data, pairs, rewrite, without, output };
        command.SetAction((parsed, _) =>
        {
            var streams = AnswerStreams.Of(parsed);
            var asked = new Asked(parsed.GetValue(rule) ?? [], parsed.GetValue(data) ?? [], parsed.GetValue(pairs), parsed.GetValue(rewrite) ?? [], parsed.GetValue(without) ?? []);
            return Task.FromResult(AnswerRun.Guard(streams, () => Run(asked, parsed.GetValue(output), streams)));
        });
        return command;
    }

    private static int Run(Asked asked, string? output, AnswerStreams streams)
    {
        var problems = new List<string>();
        if (Prepare(asked, problems) is not { } backtest)
        {
            return AnswerRun.Refuse(streams, problems);
        }

        using var answers = AnswerWriter.Open(output, streams, ["Rule", "Signals", "Info", "Low", "Medium", "High", "Alerts"], out var unwritable);
        if (answers is null)
        {
            return AnswerRun.Refuse(streams, unwritable!);
        }

        if (asked.Data.Count > 0)
        {
            if (backtest.Run(asked.Data, problems) is not { } view)
            {
                return AnswerRun.Refuse(streams, problems);
            }

            Tell(asked, view, answers, streams);
        }

        if (asked.Pairs is { } file)
        {
            Tell(ContrastPairs.Run(file, backtest), answers, streams);
        }

        return ExitStatus.Done;
    }

    private static Backtest? Prepare(Asked asked, List<string> problems)
    {
        foreach (var wrong in asked.Without.Where(static name => !Mechanisms.Contains(name)))
        {
            problems.Add($"--without: `{wrong}`; allowed are {string.Join(", ", Mechanisms)}");
        }

        foreach (var wrong in asked.Rewrites.Where(static text => text.IndexOf('=', StringComparison.Ordinal) < 1))
        {
            problems.Add($"--rewrite: `{wrong}`; expected OLD=NEW");
        }

        if (asked.Data.Count == 0 && asked.Pairs is null)
        {
            problems.Add("give --data PATH, --pairs FILE or both");
        }

        if (asked.Pairs is { } pairs && !File.Exists(pairs))
        {
            problems.Add($"--pairs: there is no file `{pairs}`");
        }

        var own = asked.Rules.Where(IsFile).Select(file => (File: file, Text: InputFiles.Text(file, problems))).Where(static pair => pair.Text is not null)
            .Select(static pair => new SigmaSource(pair.File, pair.Text!)).ToList();
        var engine = own.Count == 0 ? Backtest.Bundled : SigmaEngine.Load(BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text)).Concat(own));
        problems.AddRange(engine.Diagnostics.Where(static told => told.Kind == SigmaDiagnosticKind.Error).Select(static told => told.ToString()));
        bool On(string name) => !asked.Without.Contains(name);
        var noise = new NoiseMechanisms
        {
            NoveltyCap = On("noveltyCap"), JointRarity = On("jointRarity"), Churn = On("churn"), UsualWork = On("usualWork"), DeniedLoop = On("deniedLoop"),
            NetEffect = On("netEffect"), KnownParties = On("knownParties"), Precedents = On("precedents"),
        };
        return problems.Count > 0 ? null : new(engine, noise, [.. asked.Rewrites.Select(Split)]);
    }

    private static void Tell(Asked asked, SettledView view, AnswerWriter answers, AnswerStreams streams)
    {
        var only = asked.Rules.Where(static name => !IsFile(name)).ToHashSet(StringComparer.Ordinal);
        var alertsOf = view.Answer.Alerts.SelectMany(static alert => alert.Signals.Select(signal => (signal, alert))).ToLookup(static pair => pair.signal, static pair => pair.alert, StringComparer.Ordinal);
        foreach (var group in view.Signals.Where(signal => only.Count == 0 || only.Contains(signal.Rule)).GroupBy(static signal => signal.Rule).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            int Of(Severity severity) => group.Count(signal => signal.Severity == severity);
            var row = new Row(group.Key, group.Count(), Of(Severity.Info), Of(Severity.Low), Of(Severity.Medium), Of(Severity.High) + Of(Severity.Critical), group.SelectMany(signal => alertsOf[signal.Id]).Select(static alert => alert.Id).Distinct().Count());
            answers.Add(TwinJson.Line(row), row.Rule, Text(row.Signals), Text(row.Info), Text(row.Low), Text(row.Medium), Text(row.High), Text(row.Alerts));
        }

        var days = view.Events.Count == 0 ? 0 : (view.Events.Values.Max(static record => record.Time) - view.Events.Values.Min(static record => record.Time)).TotalDays;
        AnswerRun.Tell(streams, string.Create(CultureInfo.InvariantCulture, $"{view.Events.Count} events of {days:F2} days; {view.Signals.Count(static signal => signal.Severity >= Severity.Medium)} signals and {view.Answer.Alerts.Count(static (Alert alert) => alert.Severity >= Severity.Medium)} alerts of medium or above"));
    }

    private static void Tell(IEnumerable<ContrastPair> pairs, AnswerWriter answers, AnswerStreams streams)
    {
        var (all, apart, loud, deaf) = (0, 0, 0, 0);
        foreach (var pair in pairs)
        {
            all++;
            apart += pair.ToldApart ? 1 : 0;
            loud += pair.Usual >= Severity.Medium ? 1 : 0;
            deaf += pair.Unusual < Severity.Medium ? 1 : 0;
            answers.Add(TwinJson.Line(pair), $"{pair.Id} {pair.Call}", $"usual {pair.Usual}", $"unusual {pair.Unusual}", string.Empty, string.Empty, string.Empty, pair.ToldApart ? "apart" : "not told apart");
        }

        AnswerRun.Tell(streams, FormattableString.Invariant($"{apart} of {all} contrast pairs told apart; {loud} loud on the usual side, {deaf} deaf on the unusual"));
    }

    private static bool IsFile(string name) => Path.GetExtension(name).ToUpperInvariant() is ".YML" or ".YAML";

    private static (string From, string To) Split(string text) => (text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Asked(IReadOnlyList<string> Rules, IReadOnlyList<string> Data, string? Pairs, IReadOnlyList<string> Rewrites, IReadOnlyList<string> Without);

    private sealed record Row(string Rule, int Signals, int Info, int Low, int Medium, int High, int Alerts);
}
