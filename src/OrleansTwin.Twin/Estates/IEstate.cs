using System.Collections.Immutable;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Estates;

/// <summary>The estate as a decision may read it: change logs by entity and who ever related to whom. Immutable while a decision runs.</summary>
public interface IEstate
{
    /// <summary>The entity's log, or null where nothing was ever said of it.</summary>
    ChangeLog? LogOf(EntityId id);

    /// <summary>Entities that at any time had a relation to <paramref name="id"/>, in ordinal order.</summary>
    IEnumerable<EntityId> ReferrersOf(EntityId id);

    /// <summary>Entities of a type at any time (CloudFormation name), in ordinal order.</summary>
    IEnumerable<EntityId> OfType(string type);

    /// <summary>Entities that an event spoke of as of a type and said something of an attribute of, at any time, with their logs. One instance as long as none of them changes, where it is kept.</summary>
    ImmutableSortedDictionary<EntityId, ChangeLog> Setting(string type, string path) => Setting(this, type, path);

    /// <summary>All entities with a log, in ordinal order.</summary>
    IEnumerable<EntityId> All { get; }

    /// <summary>The same by looking through every log.</summary>
    protected static ImmutableSortedDictionary<EntityId, ChangeLog> Setting(IEstate estate, string type, string path) =>
        estate.All.Where(id => estate.LogOf(id)!.Entries.Values.Any(change => change.Entity.Type == type && change.Attributes.Any(attribute => attribute.Path == path)))
            .ToImmutableSortedDictionary(static id => id, id => estate.LogOf(id)!);
}
