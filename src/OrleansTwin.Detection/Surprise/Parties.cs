using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Detection.Surprise;

/// <summary>Whom a change lets in from outside of its own account: what it says of sharing and trust, and who gained by it.</summary>
internal sealed class Parties(SurpriseWorld world, ImpactBook book)
{
    /// <summary>Accounts, principals of other accounts, addresses, or anyone (<c>*</c>); empty: nobody outside.</summary>
    public HashSet<EntityId> Of(EventRecord record)
    {
        var impacts = book.Of(record.Id).ToList();
        var parties = impacts.SelectMany(static impact => impact.Gained).Select(static gain => gain.Who).Where(who => IsOutside(who, record)).ToHashSet();
        foreach (var changed in record.Targets.Select(static target => target.Id).Concat(impacts.Select(static impact => impact.Resource)).Distinct())
        {
            if (world.Estate.LogOf(changed)?.Entries.GetValueOrDefault(record.Order) is { } change)
            {
                parties.UnionWith(change.Relations.Where(static relation => !relation.Removed && relation.Kind is RelationKind.SharedWith or RelationKind.Trusts)
                    .Select(static relation => relation.To).Where(who => IsOutside(who, record)));
            }
        }

        return parties;
    }

    private static bool IsOutside(EntityId who, EventRecord record) =>
        !who.IsNone && (who.Kind == EntityKind.Address || who.Value.Contains('*', StringComparison.Ordinal)
            || (who.Kind is EntityKind.Account or EntityKind.Identity && who.AccountOf() is { Length: > 0 } account && account != record.Account));
}
