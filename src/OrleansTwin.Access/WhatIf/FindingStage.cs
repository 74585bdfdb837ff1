using System.Globalization;
using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Exposures;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.WhatIf;

/// <summary>The kinds of finding in what a change gives, weighed as impacts are (<c>severity.yaml</c>, <c>ports.yaml</c>).</summary>
internal static class FindingStage
{
    /// <summary>Worst first.</summary>
    public static IReadOnlyList<WhatIfFinding> Of(AttackGraph before, AttackGraph after, IReadOnlyList<Gain> gained, IReadOnlyList<PathChange> opened)
    {
        var findings = gained.SelectMany(g => OfGain(g, after)).Concat(opened.SelectMany(p => OfPath(p, after))).Concat(Breadth(before, after)).Distinct().ToList();
        return [.. findings.OrderByDescending(static f => f.Severity).ThenBy(static f => f.Certainty).ThenBy(static f => ImpactText.RankOf(f.Kind)).ThenBy(static f => f.Reason, StringComparer.Ordinal)];
    }

    /// <summary>The worst finding's, or more where certain ones meet.</summary>
    public static Severity SeverityOf(IReadOnlyList<WhatIfFinding> findings)
    {
        var worst = findings.Count == 0 ? Severity.Info : findings.Max(static f => f.Severity);
        var certain = findings.Where(static f => f.Certainty == Certainty.Certain).Select(static f => f.Kind).ToHashSet();
        foreach (var (_, weight) in ImpactKnowledge.Default.Combinations.Where(c => c.All.TrueForAll(certain.Contains)))
        {
            worst = weight > worst ? weight : worst;
        }

        return worst;
    }

    private static IEnumerable<WhatIfFinding> OfGain(Gain gain, AttackGraph after)
    {
        if (gain.Certainty == GainCertainty.Unknown)
        {
            yield break;
        }

        var (who, what) = (AttackNodes.NameOf(gain.Who), AttackNodes.NameOf(new EntityId(gain.What)));
        var foreign = after.Outside.Contains(gain.Who) && gain.Who != AttackNodes.Internet;
        if (gain.Who == AttackNodes.Internet)
        {
            var severity = gain.Can.StartsWith("connect ", StringComparison.Ordinal) ? PortSeverity(gain.Can) : Severity.High;
            yield return Finding(FindingKind.InternetExposed, severity, gain, $"{who} could {gain.Can} {(gain.Can.StartsWith("connect", StringComparison.Ordinal) ? "to " : string.Empty)}{what}");
        }
        else if (foreign)
        {
            yield return Finding(FindingKind.ExternalAccess, Severity.High, gain, $"{who}, which is not of the estate, could {gain.Can} {what}");
        }

        if (gain.Can is "administer" or "become")
        {
            yield return gain.Can == "administer"
                ? Finding(FindingKind.AdminPrivileges, Severity.High, gain, $"{who} would be {what}")
                : Finding(FindingKind.PrivilegeEscalation, Severity.High, gain, $"{who} could make itself {what}: {gain.Via[0]}");
        }

        if (IsData(gain))
        {
            var worst = gain.Examples.Select(id => after.Jewels.GetValueOrDefault(id)).OfType<Model.Entities.CrownJewel>().OrderByDescending(static j => JewelLevel.RankOf(j.Level)).FirstOrDefault();
            yield return Finding(FindingKind.DataAccess, Weight("dataAccess", "some"), gain, string.Create(CultureInfo.InvariantCulture, $"{who} could {gain.Can} {what}{(gain.Count > 1 ? $" and {gain.Count - 1} more" : string.Empty)}"));
            if (worst is not null)
            {
                var jewel = gain.Examples.First(id => after.Jewels.GetValueOrDefault(id) == worst);
                yield return Finding(FindingKind.CrownJewelAccess, Weight("crownJewel", worst.Level), gain, $"{who} could {gain.Can} {AttackNodes.NameOf(jewel)}, {worst.Phrase()}");
            }
        }
    }

    private static IEnumerable<WhatIfFinding> OfPath(PathChange path, AttackGraph after)
    {
        var certain = path.Route.Certainty == Certainty.Certain;
        var assumes = path.Route.Steps.SelectMany(static s => s.Assumes).Distinct(StringComparer.Ordinal).ToValueArray();
        if (AttackNodes.IsAdministrator(path.To) && path.Route.Steps.Count > 1)
        {
            yield return Make(FindingKind.PrivilegeEscalation, Severity.High, certain, $"a way opens: {path.Text}", assumes);
        }
        else if (after.Jewels.TryGetValue(path.To, out var jewel) && path.Route.Steps.Count > 1 && (after.Outside.Contains(path.From) || path.From.Kind != Model.Ids.EntityKind.Identity))
        {
            yield return Make(FindingKind.CrownJewelAccess, Weight("crownJewel", jewel.Level), certain, $"a way opens: {path.Text}", assumes);
        }
    }

    /// <summary>Identities whose policies changed and that are now broad where they were not.</summary>
    private static IEnumerable<WhatIfFinding> Breadth(AttackGraph before, AttackGraph after)
    {
        foreach (var (id, account) in after.Accounts.OrderBy(static a => a.Key, StringComparer.Ordinal))
        {
            var old = before.Accounts.GetValueOrDefault(id);
            if (ReferenceEquals(old, account))
            {
                continue;
            }

            foreach (var identity in account.Access.Identities)
            {
                var known = old?.Access.Find(identity.Arn);
                if (known is not null && IdentityComparison.Same(known, identity))
                {
                    continue;
                }

                var was = known is null ? [] : BreadthJudge.Judge(known, old!.Access.Snapshot).Where(static b => b.Certainty >= AccessCertainty.Conditional).Select(static b => (b.Kind, b.Subject)).ToHashSet();
                foreach (var breadth in BreadthJudge.Judge(identity, account.Access.Snapshot).Where(b => b.Certainty >= AccessCertainty.Conditional && b.Kind != BreadthFindingKind.AdminPrivileges && !was.Contains((b.Kind, b.Subject))))
                {
                    yield return OfBreadth(identity, breadth, after);
                }
            }
        }
    }

    private static WhatIfFinding OfBreadth(Identity identity, BreadthFinding breadth, AttackGraph after)
    {
        var name = AttackNodes.NameOf(new(identity.Arn));
        var certain = breadth.Certainty == AccessCertainty.Always;
        if (breadth.Kind == BreadthFindingKind.HighPrivileges)
        {
            return Make(FindingKind.HighPrivileges, Severity.Medium, certain, $"{name} could change {breadth.Subject}: {string.Join(", ", breadth.Actions.Take(5))}", Conditional(certain));
        }

        var service = breadth.Subject.Split(' ')[^1].Split(':')[0];
        var stores = after.World.Snapshot.Stores.Where(s => s.Arn.Split(':', 4)[2] == service).ToList();
        var weight = stores.Exists(s => after.Jewels.ContainsKey(new(s.Arn))) ? "jewel" : stores.Count > 0 ? "some" : "none";
        return Make(FindingKind.OverPermissive, Weight("overPermissive", weight), certain, $"{name} could {breadth.Subject}", Conditional(certain));
    }

    private static ValueArray<string> Conditional(bool certain) => certain ? default : ["the conditions of its policies hold"];

    private static bool IsData(Gain gain) => gain.Can is "read" or "write" or "admin" or "everything";

    private static Severity PortSeverity(string can)
    {
        var words = can["connect ".Length..].Split('/');
        if (words is not [var protocol, var ports])
        {
            return NetworkKnowledge.Default.WeightOf(new(NetworkRule.AllProtocols, 0, 0, "0.0.0.0/0")).Severity;
        }

        var ends = ports.Split('-');
        return int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? NetworkKnowledge.Default.WeightOf(new(protocol, from, to, "0.0.0.0/0")).Severity
            : Severity.Medium;
    }

    private static Severity Weight(string finding, string row) => ImpactKnowledge.Default.Weight(finding, row);

    private static WhatIfFinding Finding(FindingKind kind, Severity severity, Gain gain, string reason) => Make(kind, severity, gain.Certainty == GainCertainty.Always, reason, gain.Conditions);

    private static WhatIfFinding Make(FindingKind kind, Severity severity, bool certain, string reason, ValueArray<string> assumes) =>
        new(kind, certain || severity < Severity.Medium ? severity : Severity.Medium, certain ? Certainty.Certain : Certainty.Possible, reason, certain ? default : assumes);
}
