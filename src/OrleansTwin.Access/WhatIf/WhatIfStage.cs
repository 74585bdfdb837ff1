using System.Globalization;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.WhatIf;

/// <summary>
/// What a change would mean, on a fork: nothing is applied. Steps:
/// <list type="number">
/// <item>The edits, in order; one that meets what the world does not hold is named and left out.</item>
/// <item>The attack graph before and after, the second drawn from the first where nothing changed.</item>
/// <item>Abilities, steps and paths that came or went (<see cref="GainStage"/>, <see cref="PathChanges"/>).</item>
/// <item>What kinds of finding that is, and how heavy (<see cref="FindingStage"/>).</item>
/// </list>
/// </summary>
public static class WhatIfStage
{
    private const int TextMax = 600;

    public static WhatIfAnswer Of(AttackWorld world, ChangeSet change) => Of(AttackGraphStage.Of(world), change, out _);

    /// <param name="before">The world as it is, drawn.</param>
    /// <param name="change">Without problems.</param>
    /// <param name="changed">The world as it would be.</param>
    public static WhatIfAnswer Of(AttackGraph before, ChangeSet change, out AttackWorld changed)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(change);
        changed = Applied(before.World, change, out var open);
        var after = AttackGraphStage.Of(changed, before);
        var (gained, lost) = (GainStage.Of(before, after), GainStage.Of(after, before));
        var (opened, closed) = (PathChanges.Of(before, after), PathChanges.Of(after, before));
        var undecided = before.Undecided.Select(static e => (e.From, e.To, e.Kind)).ToHashSet();
        foreach (var edge in after.Undecided.Where(e => !undecided.Contains((e.From, e.To, e.Kind))))
        {
            open.Add(new($"{AttackNodes.NameOf(edge.From)} → {AttackNodes.NameOf(edge.To)} ({edge.Kind})", edge.Assumes.IsEmpty ? edge.Via : string.Join("; ", edge.Assumes)));
        }

        var findings = FindingStage.Of(before, after, gained, opened);
        var shown = gained.Count > Gain.RowsMax || lost.Count > Gain.RowsMax || opened.Count > Gain.RowsMax || closed.Count > Gain.RowsMax;
        return new()
        {
            Id = StableHash.Id("whatif", change.Id),
            Time = change.Time,
            Change = change.Id,
            Action = change.Action,
            Actor = change.Actor,
            Changed = change.Edits.Select(static e => e.Target).Distinct(StringComparer.Ordinal).ToValueArray(),
            Severity = FindingStage.SeverityOf(findings),
            Certainty = open.Count > 0 ? Certainty.NotDecidable : findings.Count > 0 && findings.All(static f => f.Certainty != Certainty.Certain) ? Certainty.Possible : Certainty.Certain,
            Assumes = findings.SelectMany(static f => f.Assumes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            Findings = findings.Select(static f => f.Kind).Distinct().Order().ToValueArray(),
            Gained = gained.Take(Gain.RowsMax).ToValueArray(),
            Lost = lost.Take(Gain.RowsMax).ToValueArray(),
            PathsOpened = opened.Take(Gain.RowsMax).Select(static p => p.Text).ToValueArray(),
            PathsClosed = closed.Take(Gain.RowsMax).Select(static p => p.Text).ToValueArray(),
            Complete = before.Complete && after.Complete,
            More = shown ? new[] { gained.Count, lost.Count, opened.Count, closed.Count }.Sum(static n => Math.Max(0, n - Gain.RowsMax)) : 0,
            Text = Sentence(findings, gained, lost, opened, closed, open),
            Reasons = findings.Select(static f => f.Reason).Distinct(StringComparer.Ordinal).Take(Gain.RowsMax).ToValueArray(),
            Details = findings.Take(Gain.RowsMax).ToValueArray(),
            Edits = change.Edits.Select(static e => e.Text).ToValueArray(),
            NotDecidable = open.Distinct().Take(Gain.RowsMax).ToValueArray(),
        };
    }

    public static AttackWorld Applied(AttackWorld world, ChangeSet change, out List<NotDecided> open)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(change);
        open = [.. change.NotDecided];
        foreach (var edit in change.Edits)
        {
            var outcome = edit.Apply(world);
            if (outcome.World is { } next)
            {
                world = next;
            }
            else
            {
                open.Add(new(edit.Target, outcome.Unknown ?? "not known"));
            }
        }

        return world;
    }

    private static string Sentence(IReadOnlyList<WhatIfFinding> findings, IReadOnlyList<Gain> gained, IReadOnlyList<Gain> lost, IReadOnlyList<PathChange> opened, IReadOnlyList<PathChange> closed, List<NotDecided> open)
    {
        var text = findings.Count > 0 ? $"{(findings[0].Certainty == Certainty.Certain ? string.Empty : "possibly ")}{findings[0].Reason}"
            : gained.Count > 0 ? Row(gained[0], "could", gained.Count)
            : closed.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"it lowers risk: {closed.Count} {(closed.Count == 1 ? "path closes" : "paths close")}, first {closed[0].Text}")
            : lost.Count > 0 ? "it lowers risk: " + Row(lost[0], "could no longer", lost.Count)
            : opened.Count > 0 ? opened[0].Text
            : "it gives nobody anything and takes nothing away, as far as the snapshot tells";
        text = text.Length > TextMax ? text[..TextMax] + "…" : text;
        return open.Count == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}; {open.Count} {(open.Count == 1 ? "part" : "parts")} could not be decided");
    }

    private static string Row(Gain gain, string verb, int rows)
    {
        var sentence = $"{AttackNodes.NameOf(gain.Who)} {verb} {gain.Can} {AttackNodes.NameOf(new EntityId(gain.What))}";
        return rows == 1 ? sentence : string.Create(CultureInfo.InvariantCulture, $"{sentence} (and {rows - 1} more)");
    }
}
