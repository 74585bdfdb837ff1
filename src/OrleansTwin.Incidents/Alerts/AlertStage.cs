using OrleansTwin.Model.Alerts;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Alerts;

/// <summary>
/// Signals of one subject and one family, by one person or program as far as known, within one session of activity become one alert if together they reach the threshold
/// (<c>Data/alerts.json</c>). Pure and free of order: any enumeration of the same set gives the same sessions.
/// </summary>
public static class AlertStage
{
    /// <summary>Event time without a signal after which the next one begins a new alert.</summary>
    public static readonly TimeSpan SessionGapMax = TimeSpan.FromHours(1);

    /// <summary>Entities an alert names, subject first; the rest are cut in order of first mention.</summary>
    public const int EntitiesMax = 50;

    /// <summary>All sessions, alerts and weak ones, by (time, id) of their first signal.</summary>
    public static ValueArray<AlertSession> Build(IEnumerable<Signal> signals)
    {
        var groups = new Dictionary<(EntityId Subject, string Family, EntityId Who), List<Signal>>();
        foreach (var signal in SignalSet.Of(signals))
        {
            var key = (signal.Subject, FamilyOf(signal), WhoOf(signal));
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = [];
            }

            group.Add(signal);
        }

        var sessions = groups.SelectMany(static pair => Split(pair.Value).Select(part => Judge(pair.Key.Subject, pair.Key.Family, part))).ToList();
        sessions.Sort(static (left, right) => SignalSet.Compare(left.Signals[0], right.Signals[0]));
        return sessions.ToValueArray();
    }

    /// <summary>The family a signal groups by; a rule without one stands for itself.</summary>
    internal static string FamilyOf(Signal signal) => signal.Family.Length > 0 ? signal.Family : signal.Rule;

    // A role that a team shares is one subject and several people: what each did is an alert of its own.
    private static EntityId WhoOf(Signal signal) => signal.Actor?.Behind is { Confidence: >= Confidence.Strong } behind ? behind.Id : EntityId.None;

    private static IEnumerable<List<Signal>> Split(List<Signal> ordered)
    {
        var part = new List<Signal>();
        var end = DateTimeOffset.MinValue;
        foreach (var signal in ordered)
        {
            if (part.Count > 0 && signal.Time - end > SessionGapMax)
            {
                yield return part;
                part = [];
            }

            part.Add(signal);
            end = SignalSet.EndOf(signal) > end ? SignalSet.EndOf(signal) : end;
        }

        yield return part;
    }

    private static AlertSession Judge(EntityId subject, string family, List<Signal> signals)
    {
        var knowledge = AlertKnowledge.Current;
        var reasons = new List<string>();
        var severity = SeverityOf(knowledge, family, signals, reasons);
        var session = new AlertSession
        {
            Subject = subject,
            Family = family,
            Signals = signals.ToValueArray(),
            Severity = severity,
            Reasons = reasons.ToValueArray(),
        };
        return severity < knowledge.Threshold ? session : session with { Alert = AlertOf(knowledge, session) };
    }

    private static Severity SeverityOf(AlertKnowledge knowledge, string family, List<Signal> signals, List<string> reasons)
    {
        var severity = signals.Max(static signal => signal.Severity);
        var strongest = signals.First(signal => signal.Severity == severity);
        reasons.Add($"{strongest.Title}: {severity.ToString().ToLowerInvariant()} by itself");

        foreach (var combination in knowledge.Combinations)
        {
            if (combination.Severity > severity && Holds(knowledge, combination, family, signals))
            {
                severity = combination.Severity;
                reasons.Add(combination.Why);
            }
        }

        foreach (var cap in knowledge.Caps)
        {
            if (severity > cap.Severity && signals.TrueForAll(signal => knowledge.ClassOf(signal) == cap.Class))
            {
                severity = cap.Severity;
                reasons.Add(cap.Why);
            }
        }

        return severity;
    }

    private static bool Holds(AlertKnowledge knowledge, Combination combination, string family, List<Signal> signals)
    {
        if (combination.Family != "*" && combination.Family != family)
        {
            return false;
        }

        var counted = signals.Where(signal => signal.Severity >= combination.Least).ToList();
        return counted.Select(static signal => signal.Rule).Distinct(StringComparer.Ordinal).Count() >= combination.RulesMin
            && counted.Select(knowledge.ClassOf).Distinct(StringComparer.Ordinal).Count() >= combination.ClassesMin;
    }

    private static Signal Strongest(ValueArray<Signal> signals)
    {
        var most = signals.Max(static signal => signal.Severity);
        return signals.First(signal => signal.Severity == most);
    }

    private static Alert AlertOf(AlertKnowledge knowledge, AlertSession session)
    {
        var signals = session.Signals;
        var first = signals[0];
        return new()
        {
            Id = StableHash.Id("alert", session.Family, session.Subject.Value ?? string.Empty, first.Id),
            Time = first.Time,
            Title = knowledge.TitleOf(session.Family) ?? Strongest(signals).Title,
            Severity = session.Severity,
            Signals = signals.Select(static signal => signal.Id).ToValueArray(),
            Entities = signals.SelectMany(static signal => signal.Entities).Where(static id => !id.IsNone).Distinct().Take(EntitiesMax).ToValueArray(),
        };
    }
}
