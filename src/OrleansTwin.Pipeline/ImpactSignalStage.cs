using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline;

/// <summary>A change with findings is a configuration signal anchored at its event: the impact's severity, its reasons as the explanation.</summary>
public static class ImpactSignalStage
{
    public static IReadOnlyList<Signal> Of(Impact impact)
    {
        if (impact.Findings.IsEmpty || impact.Severity == Severity.Info)
        {
            return [];
        }

        var meanings = impact.Findings.Select(ImpactTechniques.Default.Of).OfType<TechniqueMeaning>().ToList();
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
