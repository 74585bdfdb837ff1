using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Incidents.Recognition;

/// <summary>
/// How each identity with calls of its own is used, from its baseline, the sessions begun on it, and its notable events. All of these are
/// sets, so any order of arrival gives the same profile. Calls that a service made for somebody are in no baseline and count for nobody.
/// </summary>
public sealed class ProfileStage
{
    private const int AgentsMax = 10;
    private const int SessionsMax = 200;
    private const int EvidenceMax = 5;
    private const int HoursADay = 24;
    private const string SignIn = "ConsoleLogin";

    private readonly ILookup<EntityId, Mint> _mints;
    private readonly ILookup<string, EventRecord> _notable;
    private readonly IReadOnlySet<string> _own;
    private readonly Func<EntityId, bool?> _externalId;

    /// <param name="own">Accounts of the estate.</param>
    /// <param name="externalId">Whether a role's trust asks for an external id; null where the trust is not known.</param>
    public ProfileStage(IEnumerable<Mint> mints, IEnumerable<EventRecord> notable, IReadOnlySet<string> own, Func<EntityId, bool?> externalId)
    {
        _mints = mints.OrderBy(static mint => mint.At).ToLookup(static mint => mint.Principal);
        _notable = notable.OrderBy(static record => record.Order).ToLookup(static record => record.Actor.Id, StringComparer.Ordinal);
        (_own, _externalId) = (own, externalId);
    }

    /// <summary>Null for what is no identity or made no call of its own.</summary>
    public IdentityProfile? Of(EntityState state)
    {
        var calls = Hours(state, Measure.Calls);
        if (state.Id.Kind != EntityKind.Identity || calls.Count == 0)
        {
            return null;
        }

        var (mints, events) = (_mints[state.Id].ToList(), _notable[state.Id.Value].ToList());
        var signIns = events.Where(static record => record is { Action: SignIn, Outcome: Outcome.Success }).ToList();
        var mfa = events.Where(static record => record.Actor.Mfa == true).ToList();
        var abroad = mints.Where(IsAbroad).ToList();
        var outside = abroad.Select(static mint => mint.By.Account!).Concat(IsForeign(state.Id.AccountOf()) ? [state.Id.AccountOf()] : []);
        return new()
        {
            Id = state.Id,
            Agents = Values(state, Dimension.Agent).OrderByDescending(static pair => pair.Value.Count).ThenBy(static pair => pair.Value.First)
                .Select(static pair => pair.Value.Context.Agent ?? pair.Key).Distinct(StringComparer.Ordinal).Take(AgentsMax).ToValueArray(),
            HoursOfDay = calls.GroupBy(static hour => ((hour.Key % HoursADay) + HoursADay) % HoursADay)
                .Aggregate(new long[HoursADay], static (day, hour) => { day[hour.Key] = hour.Sum(static count => count.Value); return day; }).ToValueArray(),
            ActiveDays = calls.Select(static hour => hour.Key / HoursADay).Distinct().Count(),
            Calls = calls.Sum(static hour => hour.Value),
            Writes = Hours(state, Measure.Writes).Sum(static hour => hour.Value),
            DistinctActions = Values(state, Dimension.Action).Select(static pair => pair.Key).Distinct(StringComparer.Ordinal).Count(),
            Sessions = Values(state, Dimension.Session).Select(static pair => pair.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(SessionsMax).ToValueArray(),
            Federations = mints.Select(static mint => mint.Federation).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            ConsoleSignIn = signIns.Count > 0,
            Mfa = mfa.Count > 0 ? true : null,
            OutsideAccounts = outside.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            ExternalId = _externalId(state.Id),
            Evidence = signIns.Take(EvidenceMax).Concat(mfa.Take(EvidenceMax)).Select(static record => record.Id).Concat(abroad.Take(EvidenceMax).Select(static mint => mint.At.EventId))
                .Distinct(StringComparer.Ordinal).Prepend(state.Id.Value).ToValueArray(),
        };
    }

    private bool IsAbroad(Mint mint) => !mint.By.ViaService && mint.By.Account is { Length: > 0 } account && IsForeign(account);

    private bool IsForeign(string account) => account.Length > 0 && account.All(char.IsAsciiDigit) && !_own.Contains(account);

    private static List<KeyValuePair<int, long>> Hours(EntityState state, Measure measure) =>
        [.. state.Baseline.Counters.Where(pair => pair.Key.Measure == measure).SelectMany(static pair => pair.Value.Hours).Where(static hour => hour.Value > 0)];

    private static IEnumerable<KeyValuePair<string, ValueStat>> Values(EntityState state, Dimension dimension) =>
        state.Baseline.Values.Where(pair => pair.Key.Dimension == dimension).SelectMany(static pair => pair.Value.Values).OrderBy(static pair => pair.Value.First).ThenBy(static pair => pair.Key, StringComparer.Ordinal);
}
