using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Detection.Scoring;

/// <summary>
/// Risk of an entity: sum of its signals' scores, each halved per half-life of event time, saturating at 100. Whole numbers only,
/// and sums over a sorted set, so the result is the same for every order of the signals.
/// </summary>
public static class RiskStage
{
    private const int Milli = 1000;
    private const int Percent = 100;

    // 2^(-k/16) in 1/65536, k = 0…16: between two points the decay is linear.
    private static readonly int[] Powers =
        [65536, 62757, 60097, 57549, 55109, 52772, 50535, 48393, 46341, 44376, 42495, 40693, 38968, 37316, 35734, 34219, 32768];

    /// <summary>The risk as of <paramref name="at"/>; signals after it, suppressed ones and repeated ids do not count.</summary>
    public static EntityRisk RiskOf(IEnumerable<Signal> signals, DateTimeOffset at, ScoringOptions options)
    {
        var risk = options.Risk;
        var parts = new List<RiskPart>();
        var rules = new HashSet<string>(StringComparer.Ordinal);
        var ordered = signals
            .Where(signal => signal.Time <= at && signal.SuppressedBy is null)
            .DistinctBy(static signal => signal.Id, StringComparer.Ordinal)
            .OrderByDescending(signal => Decayed(signal, at, risk))
            .ThenBy(static signal => signal.Id, StringComparer.Ordinal);
        foreach (var signal in ordered)
        {
            var adds = Decayed(signal, at, risk);
            adds = rules.Add(signal.Rule) ? adds : adds * risk.RepeatPercent / Percent;
            if (adds > 0)
            {
                parts.Add(new(signal.Id, signal.Rule, signal.Score, (at - signal.Time).Ticks / TimeSpan.TicksPerHour, adds));
            }
        }

        var sum = parts.Sum(static part => part.Adds);
        var value = (int)(Percent * sum / (sum + ((long)risk.Half * Milli)));
        var listed = parts.OrderByDescending(static part => part.Adds).ThenBy(static part => part.Signal, StringComparer.Ordinal).Take(risk.InputsMax).ToValueArray();
        return new(value, sum, listed, parts.Count - listed.Count);
    }

    private static long Decayed(Signal signal, DateTimeOffset at, RiskOptions risk)
    {
        const int Steps = 16;
        const int Shift = 16;
        var age = (at - signal.Time).Ticks / TimeSpan.TicksPerMinute;
        var life = risk.HalfLifeHours * 60L;
        var halvings = age / life;
        if (halvings >= risk.HalfLivesMax)
        {
            return 0;
        }

        var within = age % life * Steps;
        var step = (int)(within / life);
        var factor = Powers[step] - ((Powers[step] - Powers[step + 1]) * (within % life) / life);
        return ((long)signal.Score * Milli * factor) >> (int)(Shift + halvings);
    }
}
