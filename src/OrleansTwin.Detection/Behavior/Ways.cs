using OrleansTwin.Model.Events;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Detection.Behavior;

/// <summary>
/// How an identity works, as of a position: its own subject where that has a past, else all subjects of a shared role together (the peers
/// a new session leans on). What began within the last day is part of the same visit and not yet a habit. Reads first-seen positions and
/// hours before the position only, so it does not depend on the order of arrival.
/// </summary>
internal sealed class Ways
{
    private const int HoursADay = 24;
    private const int Percent = 100;

    private readonly Baseline _baseline;
    private readonly List<string> _subjects;
    private readonly BehaviorContext _context;
    private readonly EventOrder _visit;
    private readonly int _hour;

    private Ways(Baseline baseline, List<string> subjects, BehaviorContext context, EventOrder at, Establishment past)
    {
        _baseline = baseline;
        _subjects = subjects;
        _context = context;
        _hour = DeriveScope.HourOf(at);
        _visit = new(at.Ticks - TimeSpan.TicksPerDay, EventPhase.Create, string.Empty);
        Past = past;
    }

    public Establishment Past { get; }

    /// <summary>The ways of a subject, or null where neither it nor its role has a past.</summary>
    public static Ways? Of(EntityState state, string subject, BehaviorContext context, EventOrder at)
    {
        var own = BehaviorStage.Established(state, subject, at, context.Options);
        if (own.Holds)
        {
            return new(state.Baseline, [subject], context, at, own);
        }

        var all = state.Baseline.Subjects.ToList();
        var best = all.Where(other => other != subject).Select(other => BehaviorStage.Established(state, other, at, context.Options)).FirstOrDefault(static past => past.Holds);
        return best is null ? null : new(state.Baseline, all, context, at, best with { Text = "of the role: " + best.Text });
    }

    /// <summary>Whether a value was in use before this visit.</summary>
    public bool Knows(Dimension dimension, string value) =>
        Tables(dimension).Any(table => table.Values.TryGetValue(value, out var stat) && stat.First < _visit);

    /// <summary>Whether an action was in use at least so many days ago.</summary>
    public bool KnowsFor(Dimension dimension, string value, EventOrder at, int days) =>
        Tables(dimension).Any(table => table.Values.TryGetValue(value, out var stat) && stat.First.Ticks <= at.Ticks - (days * TimeSpan.TicksPerDay));

    /// <summary>The address is new to it and no neighbour of a known one. An identity that meets new ones all the time, or never had any, has no new ones.</summary>
    public bool IsNewAddress(string? address)
    {
        if (address is null || AddressSpace.IsInternal(address) || Knows(Dimension.Address, address))
        {
            return false;
        }

        var block = AddressSpace.Neighbourhood(address);
        var asn = _context.Intel.IntelOf(address) is { Asn: { } number, Hosting: false } ? number : (long?)null;
        var known = 0;
        foreach (var (other, stat) in Tables(Dimension.Address).SelectMany(static table => table.Values))
        {
            if (stat.First >= _visit)
            {
                continue;
            }

            known++;
            if ((block is not null && AddressSpace.Neighbourhood(other) == block) || (asn is not null && _context.Intel.IntelOf(other).Asn == asn))
            {
                return false;
            }
        }

        return known > 0 && !Churns(known);
    }

    /// <summary>The client is of a family it never used.</summary>
    public bool IsNewAgent(string? agent)
    {
        if (string.IsNullOrEmpty(agent))
        {
            return false;
        }

        var text = agent.AsSpan().TrimStart('[');
        var known = 0;
        foreach (var (family, stat) in Tables(Dimension.Agent).SelectMany(static table => table.Values))
        {
            if (stat.First >= _visit)
            {
                continue;
            }

            known++;
            if (text.StartsWith(family.AsSpan().TrimStart('['), StringComparison.Ordinal))
            {
                return false;
            }
        }

        return known > 0 && !Churns(known);
    }

    /// <summary>It never made a call in this hour of the day or the ones beside it.</summary>
    public bool IsUnusualHour()
    {
        foreach (var (hour, _) in Hours(Measure.Calls))
        {
            var apart = Math.Abs((hour % HoursADay) - (_hour % HoursADay));
            if (Math.Min(apart, HoursADay - apart) <= 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>It only read so far.</summary>
    public bool OnlyRead() => !Hours(Measure.Writes).Any();

    private IEnumerable<KeyValuePair<int, long>> Hours(Measure measure) =>
        _subjects.SelectMany(subject => _baseline.CountersOf(subject, measure).Between(_hour - _context.Options.Thresholds.LookbackHours, _hour - HoursADay));

    private bool Churns(int known) => _context.Noise.Churn && known * Percent > Past.ActiveDays * _context.Options.Thresholds.ChurnPercent;

    private IEnumerable<ValueTable> Tables(Dimension dimension) => _subjects.Select(subject => _baseline.ValuesOf(subject, dimension)).OfType<ValueTable>();
}
