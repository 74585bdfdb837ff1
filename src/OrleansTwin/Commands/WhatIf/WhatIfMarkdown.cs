using System.Globalization;
using System.Text;
using OrleansTwin.Access.WhatIf;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Commands.WhatIf;

/// <summary>The answer as a comment on a pull request. What others named stands as code, so that it is text whatever it holds.</summary>
internal static class WhatIfMarkdown
{
    private const int RowsMax = 20;
    private const int CellMax = 300;

    public static string Of(WhatIfAnswer answer)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## What this change would mean: {answer.Severity.ToString().ToLowerInvariant()}\n\n{Sentence(answer.Text)}\n");
        List(text, "Findings", answer.Details.Select(static d => $"**{Word(d.Kind)}** ({d.Severity.ToString().ToLowerInvariant()}{(d.Certainty == Certainty.Certain ? string.Empty : ", possible")}): {Sentence(d.Reason)}{(d.Assumes.IsEmpty ? string.Empty : $" if {Sentence(string.Join("; ", d.Assumes))}")}"));
        Gains(text, "Gained", answer.Gained);
        Gains(text, "Lost", answer.Lost);
        List(text, "Paths opened", answer.PathsOpened.Select(Sentence));
        List(text, "Paths closed", answer.PathsClosed.Select(Sentence));
        List(text, "Could not be decided", answer.NotDecidable.Select(static n => $"{Code(n.What)}: {Sentence(n.Why)}"));
        if (answer.History is { } history)
        {
            List(text, "Real calls it would have blocked", history.Select(static b => string.Create(CultureInfo.InvariantCulture, $"{Code(b.Principal.Value)}: {Code(b.Action)}, {b.Count} times, last {b.Last:u}{(b.Certainty == Certainty.Certain ? string.Empty : " (possible)")}, by {Code(b.By)}")), "none");
            List(text, "Incidents it would have stopped", (answer.Stopped ?? []).Select(static s => string.Create(CultureInfo.InvariantCulture, $"{Sentence(s.Title)} at step {s.Step} of {s.Of}: {Code(s.Action)}{(s.Certainty == Certainty.Certain ? string.Empty : " (possible)")}")), "none");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Gains(StringBuilder text, string title, ValueArray<Gain> gains)
    {
        if (gains.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n| who | can | what | certainty | through |\n|---|---|---|---|---|\n");
        foreach (var gain in gains.Take(RowsMax))
        {
            var more = gain.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {gain.Count - 1} more") : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"| {Code(gain.Who.Value)} | {Sentence(gain.Can)} | {Code(gain.What)}{more} | {gain.Certainty.ToString().ToLowerInvariant()} | {Code(string.Join(" → ", gain.Via))} |\n");
        }

        More(text, gains.Count);
    }

    private static void List(StringBuilder text, string title, IEnumerable<string> rows, string? ifNone = null)
    {
        var all = rows.ToList();
        if (all.Count == 0 && ifNone is null)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n");
        foreach (var row in all.Count == 0 ? [ifNone!] : all.Take(RowsMax))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {row}\n");
        }

        More(text, all.Count);
    }

    private static void More(StringBuilder text, int count)
    {
        if (count > RowsMax)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{count - RowsMax} more in the JSON form.\n");
        }
    }

    private static string Word(FindingKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static string Code(string text) => $"`{Plain(text).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";

    /// <summary>Plain words: nothing in them is markup.</summary>
    private static string Sentence(string text)
    {
        var made = new StringBuilder();
        foreach (var letter in Plain(text))
        {
            made.Append(letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '!' or '&' ? $"\\{letter}" : letter.ToString());
        }

        return made.ToString();
    }

    private static string Plain(string text) => HostileText.Plain(text, CellMax);
}
