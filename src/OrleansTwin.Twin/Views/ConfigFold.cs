using System.Collections.Immutable;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Views;

/// <summary>
/// Folds a change log into the view as of a position. Steps for each change, in canonical order:
/// life, reset, attributes, relations, names.
/// </summary>
public static class ConfigFold
{
    public static ConfigView AsOf(ChangeLog log, EventOrder asOf)
    {
        var view = ConfigView.Nothing;
        foreach (var change in log.Until(asOf))
        {
            view = Step(view, change);
        }

        return view;
    }

    /// <summary>The view just before the event at <paramref name="order"/>.</summary>
    public static ConfigView Before(ChangeLog log, EventOrder order)
    {
        var view = ConfigView.Nothing;
        foreach (var change in log.Before(order))
        {
            view = Step(view, change);
        }

        return view;
    }

    public static ConfigView Step(ConfigView view, ResourceChange change)
    {
        var before = view;
        view = Live(view, change);
        foreach (var attribute in change.Attributes)
        {
            view = view with { Attributes = Set(view.Attributes, attribute, change) };
        }

        foreach (var relation in change.Relations)
        {
            view = view with { Relations = Relate(view.Relations, relation, change) };
        }

        return view with
        {
            Type = Typed(view.Type, change),
            Name = change.Name ?? view.Name,
            Region = change.Region ?? view.Region,
            Account = change.Account ?? view.Account,
            Incarnation = change.Incarnation ?? view.Incarnation,
            Basis = change.Basis > view.Basis ? change.Basis : view.Basis,
            LastAt = change.At,
            Version = IsChange(before, change) ? view.Version + 1 : view.Version,
        };
    }

    // What only confirms what stands (the end of an operation, a deletion told again) is no further change.
    private static bool IsChange(ConfigView before, ResourceChange change) => change.Kind switch
    {
        ChangeKind.Create or ChangeKind.Change => true,
        ChangeKind.Delete => before.Life != EntityLife.Deleted,
        ChangeKind.Observe => before.Life == EntityLife.Deleted || change.Whole || !change.Attributes.IsEmpty || !change.Relations.IsEmpty,
        ChangeKind.Refer or ChangeKind.Doubt => false,
        _ => false,
    };

    // What is deleted and made anew, or carries another unique id, starts again with nothing (DESIGN §3, incarnations).
    private static ConfigView Live(ConfigView view, ResourceChange change)
    {
        var reborn = change.Kind == ChangeKind.Create
            || (change.Incarnation is not null && view.Incarnation is not null && change.Incarnation != view.Incarnation && change.Kind is not (ChangeKind.Refer or ChangeKind.Delete or ChangeKind.Doubt));
        if (reborn)
        {
            view = view with { Attributes = view.Attributes.Clear(), Relations = [], WholeAt = null, WholeBySnapshot = false, CreatedAt = null };
        }

        if (change.Whole && change.Kind == ChangeKind.Observe)
        {
            view = view with { Attributes = view.Attributes.Clear(), Relations = [] };
        }

        if (change.Kind == ChangeKind.Doubt)
        {
            // Whoever asks whether all is known since the creation or a snapshot is told no.
            view = view with { CreatedAt = null, WholeAt = null, WholeBySnapshot = false };
        }

        return view with
        {
            Life = change.Kind switch
            {
                ChangeKind.Create or ChangeKind.Change or ChangeKind.Observe => EntityLife.Active,
                ChangeKind.Delete => EntityLife.Deleted,
                ChangeKind.Refer or ChangeKind.Doubt => view.Life,
                _ => view.Life,
            },
            Relations = change.Kind == ChangeKind.Delete ? [] : view.Relations,
            CreatedAt = change.Kind == ChangeKind.Create ? change.At : view.CreatedAt,
            WholeAt = change.Whole && change.Kind is (ChangeKind.Create or ChangeKind.Observe) ? change.At : view.WholeAt,
            WholeBySnapshot = (change.Whole && change.Basis == KnowledgeBasis.Snapshot) || view.WholeBySnapshot,
        };
    }

    private static string Typed(string type, ResourceChange change) =>
        change.Entity.Type.Length > 0 && (type.Length == 0 || change.Kind is not (ChangeKind.Refer or ChangeKind.Doubt)) ? change.Entity.Type : type;

    private static ImmutableSortedDictionary<string, AttributeView> Set(
        ImmutableSortedDictionary<string, AttributeView> attributes, AttributeChange attribute, ResourceChange change)
    {
        var known = attributes.GetValueOrDefault(attribute.Path);
        var next = attribute.Element is null
            ? Whole(known, attribute, change)
            : Element(known, attribute, change);
        return next is null ? attributes.Remove(attribute.Path) : attributes.SetItem(attribute.Path, next);
    }

    private static AttributeView? Whole(AttributeView? known, AttributeChange attribute, ResourceChange change) => attribute.Op switch
    {
        AttributeOp.Set => Fresh(attribute.Path, change) with { Value = attribute.Value, Ambiguous = Tied(known, attribute.Value, change) },
        AttributeOp.Unknown => Fresh(attribute.Path, change) with { Known = false },
        AttributeOp.Clear => Fresh(attribute.Path, change),
        AttributeOp.Remove => Fresh(attribute.Path, change),
        AttributeOp.Doubt => (known ?? Fresh(attribute.Path, change)) with { Value = null, Known = false, Doubtful = true, At = change.At, Basis = change.Basis },
        _ => known,
    };

    private static AttributeView Element(AttributeView? known, AttributeChange attribute, ResourceChange change)
    {
        // A set of which only elements are seen is not known whole: Known tells whether what stands there is the whole.
        var view = known ?? Fresh(attribute.Path, change) with { Known = false };
        return view with
        {
            Elements = attribute.Op is AttributeOp.Set or AttributeOp.Unknown
                ? view.Elements.SetItem(attribute.Element!, attribute.Op == AttributeOp.Unknown ? null : attribute.Value)
                : view.Elements.Remove(attribute.Element!),
            At = change.At,
            Basis = change.Basis,
        };
    }

    private static AttributeView Fresh(string path, ResourceChange change) =>
        new(path, null, AttributeView.NoElements, true, false, change.At, change.Basis);

    // Whole seconds: two different values at one time and phase by two events have no order of meaning.
    private static bool Tied(AttributeView? known, string? value, ResourceChange change) =>
        known is { Known: true } && known.At.Ticks == change.At.Ticks && known.At.Phase == change.At.Phase && known.At.EventId != change.At.EventId && known.Value != value;

    private static ImmutableList<RelationView> Relate(ImmutableList<RelationView> relations, RelationChange relation, ResourceChange change)
    {
        if (relation.Removed)
        {
            return relations.RemoveAll(r => r.Kind == relation.Kind && (relation.To.IsNone || r.To == relation.To));
        }

        var kept = relations.RemoveAll(r => r.Kind == relation.Kind && (relation.Exclusive || r.To == relation.To));
        return kept.Add(new(relation.Kind, relation.To, relation.ToType, change.At, change.Basis));
    }
}
