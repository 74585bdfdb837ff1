using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline;

/// <summary>A change with findings is a configuration signal anchored at its event: the impact's severity, its reasons as the explanation.</summary>
public static class ImpactSignalStage
{
    private static readonly Dictionary<FindingKind, (string Technique, string Tactic)> Meanings = new()
    {
        [FindingKind.LoggingDisabled] = ("T1562.008", "defense-evasion"),
        [FindingKind.InternetExposed] = ("T1562.007", "defense-evasion"),
        [FindingKind.ExternalAccess] = ("T1537", "exfiltration"),
        [FindingKind.InsecureIdentity] = ("T1098.001", "persistence"),
        [FindingKind.AdminPrivileges] = ("T1098.003", "privilege-escalation"),
        [FindingKind.PrivilegeEscalation] = ("T1098.003", "privilege-escalation"),
        [FindingKind.HighPrivileges] = ("T1098.003", "privilege-escalation"),
        [FindingKind.OverPermissive] = ("T1098.003", "privilege-escalation"),
        [FindingKind.CrownJewelAccess] = ("T1098.003", "privilege-escalation"),
    };

    public static IReadOnlyList<Signal> Of(Impact impact)
    {
        if (impact.Findings.IsEmpty || impact.Severity == Severity.Info)
        {
            return [];
        }

        var meanings = impact.Findings.Where(Meanings.ContainsKey).Select(static finding => Meanings[finding]).ToList();
        var lead = char.ToLowerInvariant(impact.Findings[0].ToString()[0]) + impact.Findings[0].ToString()[1..];
        return
        [
            new()
            {
                Id = Signal.IdOf("twin.impact.change", impact.Resource, impact.Change),
                Time = impact.Time,
                LastTime = impact.Time,
                Rule = "twin.impact.change",
                Title = impact.Text.Length > 0 ? impact.Text : lead,
                Kind = SignalKind.Configuration,
                Dimension = SignalDimension.Configuration,
                Severity = impact.Severity,
                Score = (int)impact.Severity * 20,
                Actor = impact.Actor.IsNone ? null : new() { Id = impact.Actor },
                Entities = [impact.Resource, .. impact.Reached.Where(reached => reached != impact.Resource).Take(Gain.ExamplesMax)],
                Techniques = meanings.Select(static meaning => meaning.Technique).Distinct().Order(StringComparer.Ordinal).ToValueArray(),
                Tactics = meanings.Select(static meaning => meaning.Tactic).Distinct().Order(StringComparer.Ordinal).ToValueArray(),
                Evidence = [impact.Change],
                Explanation = new(
                    string.Join(" ", impact.Reasons),
                    "configuration",
                    impact.After ?? "not in the log",
                    impact.Before ?? "not known",
                    "this change"),
                Family = "configuration-impact",
            },
        ];
    }
}
