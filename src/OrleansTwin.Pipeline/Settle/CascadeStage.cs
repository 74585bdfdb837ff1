using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Pipeline.Settle;

/// <summary>
/// The end of an entity that the service deletes along with another and does not name (the default security group of a VPC). Told when an entity
/// is viewed, from the relation it carries and the other's deletion, so it is a function of the set of changes and no log holds it. What the
/// catalogue documents is told; where the documented condition is not known, that is told instead. One step: what goes with what went along is not followed.
/// </summary>
public static class CascadeStage
{
    public static EntityView Apply(EntityView view, ConfigView config, EstateAsOf seen)
    {
        if (view.State == EntityLife.Deleted)
        {
            return view;
        }

        foreach (var relation in config.Relations.OrderBy(static relation => relation.At).ThenBy(static relation => relation.To))
        {
            if (Deletion(relation, config, seen) is not { } deletion)
            {
                continue;
            }

            foreach (var cascade in NormalizationStage.CascadesOf(deletion.Action, relation.To).Where(cascade => cascade.ChildType == view.Type && cascade.Via == relation.Kind))
            {
                if (IsMet(cascade, config) is not { } met)
                {
                    view = view with { Knowledge = view.Knowledge with { Complete = false, Unknown = Added(view.Knowledge.Unknown, Doubt(cascade, deletion)) } };
                }
                else if (met)
                {
                    return view with { State = EntityLife.Deleted, Version = view.Version + 1, Relations = [], Knowledge = view.Knowledge with { AsOf = deletion.At.Time } };
                }
            }
        }

        return view;
    }

    /// <summary>The deletion of what the relation leads to, where nothing was told of the entity since.</summary>
    private static ResourceChange? Deletion(RelationView relation, ConfigView config, EstateAsOf seen) =>
        seen.View(relation.To).Life == EntityLife.Deleted
        && seen.Estate.LogOf(relation.To)!.Until(seen.AsOf).LastOrDefault(static change => change.Kind == ChangeKind.Delete) is { } deletion
        && config.LastAt is { } last && last < deletion.At ? deletion : null;

    /// <summary>Null where what it hangs on is not known.</summary>
    private static bool? IsMet(Cascade cascade, ConfigView config) =>
        cascade.Attribute is null ? true
        : config.Attribute(cascade.Attribute) is { Known: true, Ambiguous: false } attribute ? attribute.Value == cascade.Value
        : null;

    private static string Doubt(Cascade cascade, ResourceChange deletion) =>
        $"state: {cascade.Parent.Value} was deleted by event {deletion.At.EventId}, and this goes with it where {cascade.Attribute} is {cascade.Value}, which is not known";

    private static ValueArray<string> Added(ValueArray<string> known, string more) => known.Append(more).Order(StringComparer.Ordinal).ToValueArray();
}
