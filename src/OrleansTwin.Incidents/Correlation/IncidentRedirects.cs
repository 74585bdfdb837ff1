using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>
/// Where the incidents of an earlier answer went when a later one merged or split them: an id that is gone leads to the incident that
/// now holds its earliest signal (an incident's id is made from it); one whose signals are all gone leads nowhere.
/// </summary>
public static class IncidentRedirects
{
    public static ValueArray<KeyValuePair<string, string?>> Between(IEnumerable<IncidentGroup> before, IEnumerable<IncidentGroup> after)
    {
        var now = after.ToList();
        var kept = now.Select(static group => group.Id).ToHashSet(StringComparer.Ordinal);
        var holder = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in now)
        {
            foreach (var signal in group.Signals)
            {
                holder[signal.Id] = group.Id;
            }
        }

        return before.Where(group => !kept.Contains(group.Id)).OrderBy(static group => group.Id, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Id, group.Signals.Select(signal => holder.GetValueOrDefault(signal.Id)).FirstOrDefault(static id => id is not null)))
            .ToValueArray();
    }
}
