using System.Collections.Immutable;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Twin.Lineage;

namespace OrleansTwin.Detection.Surprise;

/// <summary>
/// A door opened to who already has one is no surprise: an account of the estate itself, or an outside account that roles of the estate have
/// let in on several days, the first of them long ago. What the change makes possible is told in full by its impact.
/// </summary>
internal sealed class KnownParties(SurpriseWorld world, Parties parties)
{
    private readonly Dictionary<string, ImmutableSortedSet<long>> _days = DaysOf(world.Mints);

    public SurpriseVerdict? Of(EventRecord record)
    {
        if (!world.Context.Noise.KnownParties || parties.Of(record) is not { Count: > 0 } outside)
        {
            return null;
        }

        var said = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var party in outside)
        {
            if (Why(party, record) is not { } why)
            {
                return null;
            }

            said.Add(why);
        }

        return new(Severity.Low, string.Join("; ", said));
    }

    private string? Why(EntityId party, EventRecord record)
    {
        var account = party.AccountOf();
        if (account.Length == 0 || party.Value.Contains('*', StringComparison.Ordinal))
        {
            return null;
        }

        if (world.Accounts.Contains(account))
        {
            return $"account {account} is one of the estate's own";
        }

        var thresholds = world.Context.Options.Thresholds;
        var today = DayOf(record.Time.UtcTicks);
        var before = _days.TryGetValue(account, out var days) ? days.TakeWhile(day => day < today).ToList() : [];
        return before.Count >= thresholds.PartyDays && before[0] <= today - thresholds.UsualDays
            ? FormattableString.Invariant($"roles here have let account {account} in on {before.Count} earlier days, the first {today - before[0]} days ago")
            : null;
    }

    // Whom a role let in is told by the record of the account that holds the role.
    private static Dictionary<string, ImmutableSortedSet<long>> DaysOf(IEnumerable<Mint> mints) =>
        mints.Where(static mint => !mint.By.ViaService && mint.By.Account is { Length: > 0 } by && by != mint.Principal.AccountOf())
            .GroupBy(static mint => mint.By.Account!, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Select(static mint => DayOf(mint.At.Ticks)).ToImmutableSortedSet(), StringComparer.Ordinal);

    private static long DayOf(long ticks) => ticks / TimeSpan.TicksPerDay;
}
