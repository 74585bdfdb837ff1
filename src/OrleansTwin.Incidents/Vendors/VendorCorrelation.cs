using System.Globalization;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Vendors;

/// <summary>
/// Alerts of any vendor into incidents: two alerts belong together when what they share, each kind counted once by its rarest value and
/// weakened by how many subjects have it, reaches the threshold within the window; incidents are the connected components. Pure; the
/// answer depends on the set of lines.
/// </summary>
public static class VendorCorrelation
{
    /// <summary>Alerts kept at once; lines beyond it are told and not read.</summary>
    public const int AlertsMax = 200_000;

    /// <summary>Problems told one by one; the last says that there are more.</summary>
    public const int ProblemsMax = 10_000;

    /// <summary>Alerts that name a key beyond which it says nothing.</summary>
    public const int KeyAlertsMax = 500;

    /// <summary>Following alerts with the same key that one is compared with.</summary>
    public const int NeighboursMax = 32;

    public static VendorAnswer Correlate(IEnumerable<string> lines, int alertsMax = AlertsMax)
    {
        var alerts = new Dictionary<string, VendorAlert>(StringComparer.Ordinal);
        var problems = new List<VendorProblem>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (VendorAlertReader.Read(line, out var reason) is { } alert)
            {
                if (alerts.TryGetValue(alert.Id, out var other))
                {
                    alerts[alert.Id] = Newer(alert, other);
                    continue;
                }

                if (alerts.Count < alertsMax)
                {
                    alerts[alert.Id] = alert;
                    continue;
                }

                reason = $"more than {alertsMax.ToString(CultureInfo.InvariantCulture)} alerts: this one is not read; give the file in parts";
            }

            if (problems.Count < ProblemsMax)
            {
                problems.Add(new(number, problems.Count < ProblemsMax - 1 ? reason : $"{reason}; further lines with problems are not told"));
            }
        }

        return new(Correlate(alerts.Values), problems.ToValueArray());
    }

    private static ValueArray<VendorAssignment> Correlate(IEnumerable<VendorAlert> alerts)
    {
        var ordered = alerts.OrderBy(static alert => alert.Start).ThenBy(static alert => alert.Id, StringComparer.Ordinal).ToList();
        var members = Index(ordered);
        var subjects = members.ToDictionary(static pair => pair.Key, pair => Math.Max(1, pair.Value.Select(index => SubjectOf(ordered[index])).OfType<string>().Distinct(StringComparer.Ordinal).Count()));
        var sets = new UnionFind(ordered.Count);
        var compared = new HashSet<(int, int)>();
        foreach (var (_, list) in members.Where(static pair => pair.Value.Count is > 1 and <= KeyAlertsMax).OrderBy(static pair => pair.Key))
        {
            for (var left = 0; left < list.Count; left++)
            {
                for (var right = left + 1; right < list.Count && right <= left + NeighboursMax; right++)
                {
                    if (compared.Add((list[left], list[right])) && Belong(ordered[list[left]], ordered[list[right]], subjects))
                    {
                        sets.Union(list[left], list[right]);
                    }
                }
            }
        }

        return ordered.Select((alert, index) => new VendorAssignment(alert.Id, StableHash.Id("inc", ordered[sets.Find(index)].Id))).ToValueArray();
    }

    private static bool Belong(VendorAlert left, VendorAlert right, Dictionary<VendorKey, int> subjects)
    {
        var knowledge = VendorKnowledge.Current;
        if (right.Start - left.End > TimeSpan.FromHours(knowledge.WindowHours))
        {
            return false;
        }

        var score = left.Keys.Intersect(right.Keys).GroupBy(static key => key.Kind).OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Sum(group => knowledge.Weights.GetValueOrDefault(group.Key) / Math.Sqrt(group.Min(key => subjects[key])));
        return score >= knowledge.Threshold;
    }

    private static Dictionary<VendorKey, List<int>> Index(List<VendorAlert> alerts)
    {
        var members = new Dictionary<VendorKey, List<int>>();
        for (var index = 0; index < alerts.Count; index++)
        {
            foreach (var key in alerts[index].Keys)
            {
                if (!members.TryGetValue(key, out var list))
                {
                    members[key] = list = [];
                }

                list.Add(index);
            }
        }

        return members;
    }

    /// <summary>Whom an alert is about: its first host, else its first user; null where it names neither, which is not one more.</summary>
    private static string? SubjectOf(VendorAlert alert)
    {
        foreach (var kind in new[] { "host", "user" })
        {
            foreach (var key in alert.Keys)
            {
                if (key.Kind == kind)
                {
                    return key.Value;
                }
            }
        }

        return null;
    }

    private static VendorAlert Newer(VendorAlert left, VendorAlert right)
    {
        var byEnd = left.End.CompareTo(right.End);
        return (byEnd != 0 ? byEnd : string.CompareOrdinal(Model.Json.TwinJson.Line(left), Model.Json.TwinJson.Line(right))) >= 0 ? left : right;
    }
}
