using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Detection.Surprise;

/// <summary>
/// What the same hand was told for before, on several earlier days and long enough ago, surprises no more: the same rule by the same call, and
/// for impacts the same findings on the same type of resource, no graver than they were. Who gains from outside must be who gained then; of several things
/// read together most must have been read then.
/// </summary>
internal sealed class Precedents
{
    private const int Percent = 100;

    private readonly SurpriseWorld _world;
    private readonly ImpactBook _book;
    private readonly Parties _parties;
    private readonly ILookup<Key, (Signal Signal, EventRecord Record)> _told;

    public Precedents(IEnumerable<Signal> signals, SurpriseWorld world, ImpactBook book, Parties parties)
    {
        (_world, _book, _parties) = (world, book, parties);
        _told = signals
            .Select(signal => (Signal: signal, Record: signal.Evidence.IsEmpty ? null : world.EventOf(signal.Evidence[0])))
            .Where(static pair => pair.Record is { Outcome: not Outcome.Denied })
            .Select(pair => (Key: KeyOf(pair.Signal, pair.Record!), pair.Signal, Record: pair.Record!))
            .Where(static pair => pair.Key is not null)
            .ToLookup(static pair => pair.Key!, static pair => (pair.Signal, pair.Record));
    }

    public SurpriseVerdict? Of(Signal signal, EventRecord record)
    {
        var thresholds = _world.Context.Options.Thresholds;
        if (!_world.Context.Noise.Precedents || KeyOf(signal, record) is not { } key)
        {
            return null;
        }

        var today = DayOf(record);
        var before = _told[key].Where(pair => DayOf(pair.Record) < today).ToList();
        var days = before.Select(static pair => DayOf(pair.Record)).ToHashSet();
        if (days.Count < thresholds.PrecedentDays || days.Min() > today - thresholds.UsualDays
            || !HasWeight(record, before) || !HasParties(record, before) || !HasTargets(signal, before))
        {
            return null;
        }

        return new(Severity.Low, FormattableString.Invariant($"the same hand did the same on {days.Count} earlier days, the first {today - days.Min()} days ago, from where and with what it works"));
    }

    private Key? KeyOf(Signal signal, EventRecord record)
    {
        if (Hand.Of(record) is not { } hand)
        {
            return null;
        }

        var impact = _book.Of(record.Id).FirstOrDefault(impact => impact.Resource == signal.Subject && !impact.Findings.IsEmpty);
        var findings = signal.Kind == SignalKind.Configuration && impact is not null ? string.Join(',', impact.Findings.Order().Distinct()) : string.Empty;
        return new(hand, signal.Rule, record.Service, record.Action, findings);
    }

    private bool HasWeight(EventRecord record, List<(Signal Signal, EventRecord Record)> before)
    {
        var weight = WeightOf(record);
        return weight == Severity.Info || before.Exists(pair => WeightOf(pair.Record) >= weight);
    }

    private Severity WeightOf(EventRecord record) => _book.Of(record.Id).Select(static impact => impact.Severity).DefaultIfEmpty(Severity.Info).Max();

    private bool HasParties(EventRecord record, List<(Signal Signal, EventRecord Record)> before)
    {
        var parties = _parties.Of(record);
        parties.ExceptWith(before.SelectMany(pair => _parties.Of(pair.Record)));
        return parties.Count == 0;
    }

    private bool HasTargets(Signal signal, List<(Signal Signal, EventRecord Record)> before)
    {
        if (signal.Evidence.Count < 2)
        {
            return true;
        }

        var targets = TargetsOf(signal).ToHashSet();
        var known = before.SelectMany(pair => TargetsOf(pair.Signal)).ToHashSet();
        return targets.Count > 0 && targets.Count(known.Contains) * Percent >= targets.Count * _world.Context.Options.Thresholds.SensitiveKnownPercent;
    }

    private IEnumerable<EntityId> TargetsOf(Signal signal) =>
        signal.Evidence.Select(_world.EventOf).OfType<EventRecord>().SelectMany(static record => record.Targets).Select(static target => target.Id);

    private static long DayOf(EventRecord record) => record.Time.UtcTicks / TimeSpan.TicksPerDay;

    private sealed record Key(Hand Hand, string Rule, string Service, string Action, string Findings);
}
