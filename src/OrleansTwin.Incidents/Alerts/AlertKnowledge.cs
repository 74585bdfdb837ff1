using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Alerts;

/// <summary>How signals become alerts (<c>Data/alerts.json</c>): titles, kinds of evidence, combinations, caps, threshold.</summary>
internal sealed record AlertKnowledge(
    FamilyTitle[] Families,
    EvidenceClass[] Classes,
    Combination[] Combinations,
    ClassCap[] Caps,
    Severity Threshold)
{
    public static AlertKnowledge Current { get; } = EmbeddedJson.Read<AlertKnowledge>("alerts.json");

    public string? TitleOf(string family) => Families.FirstOrDefault(entry => entry.Family == family)?.Title;

    /// <summary>The kind of evidence a signal gives.</summary>
    public string ClassOf(Signal signal)
    {
        foreach (var entry in Classes)
        {
            if (Pattern.MatchesAny(entry.Rules, signal.Rule))
            {
                return entry.Class;
            }
        }

        return signal.Kind.ToString();
    }
}
