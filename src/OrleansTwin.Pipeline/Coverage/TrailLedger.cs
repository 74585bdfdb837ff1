using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// The trails of an estate as of a position, asked what they record. "Not logged" is said only where all trails of the account and region were
/// listed and none records the call: a trail of which no record was seen, of the organization too, would record it unseen.
/// </summary>
public sealed class TrailLedger
{
    private const string AccountType = "AWS::Organizations::Account";

    private readonly HashSet<string> _organised;
    private readonly Func<string, string, bool> _listed;

    /// <param name="listed">Whether a snapshot listed the trails of the account and region.</param>
    public TrailLedger(EstateAsOf estate, Func<string, string, bool> listed)
    {
        Trails = [.. estate.OfType(TrailScope.Type).Select(id => TrailScope.Of(id, estate))];
        _organised = [.. estate.OfType(AccountType).Where(id => estate.View(id).Life == EntityLife.Active).Select(static id => id.AccountOf())];
        _listed = listed;
    }

    /// <summary>Ordinal order.</summary>
    public IReadOnlyList<TrailScope> Trails { get; }

    /// <summary>Whether all trails of the account and region are known.</summary>
    public bool IsListed(string account, string region) => _listed(account, region);

    public LoggedAnswer Ask(RecordedCall call, string account, string region)
    {
        var asked = Trails.Select(trail => (Trail: trail, Records: trail.Records(call, account, region, _organised))).ToList();
        var since = asked.Where(one => one.Trail.Reaches(account, region, _organised) != false).Select(static one => one.Trail.ChangedAt).DefaultIfEmpty().Max();
        if (asked.FirstOrDefault(static one => one.Records == true).Trail is { } by)
        {
            return new(true, by.Id, [], since);
        }

        var open = asked.Where(static one => one.Records is null).SelectMany(one => one.Trail.Missing(call).Select(what => $"{what} of {one.Trail.Id}")).ToList();
        if (!IsListed(account, region))
        {
            open.Add(region.Length == 0 ? $"trails of {account}" : $"trails of {account} in {region}");
        }

        var undecided = open.Count > 0 || asked.Any(static one => one.Records is null);
        return new(undecided ? null : false, EntityId.None, open.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(), since);
    }

    /// <summary>
    /// The same for the trails that are known alone: false where none of them records the call, though others may. Null where none is known.
    /// </summary>
    public bool? OfKnown(RecordedCall call, string account, string region) =>
        Trails.Count == 0 ? null : Ternary.Any(Trails.Select(trail => trail.Records(call, account, region, _organised)));
}
