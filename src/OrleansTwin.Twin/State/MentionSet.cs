using System.Collections.Immutable;
using OrleansTwin.Model.Changes;

namespace OrleansTwin.Twin.State;

/// <summary>The earliest mention of every key. Adding commutes and is idempotent; nothing is ever taken back.</summary>
public static class MentionSet
{
    public static ImmutableSortedDictionary<MentionKey, ResourceChange> With(this ImmutableSortedDictionary<MentionKey, ResourceChange> mentions, ResourceChange mention)
    {
        var key = MentionKey.Of(mention);
        return !mentions.TryGetValue(key, out var known) || Compare(mention, known) < 0 ? mentions.SetItem(key, mention) : mentions;
    }

    /// <summary>Total over what a mention may differ in under one key: position, then what is told beside.</summary>
    public static int Compare(ResourceChange one, ResourceChange other)
    {
        var order = one.At.CompareTo(other.At);
        order = order != 0 ? order : string.CompareOrdinal(one.Action, other.Action);
        return order != 0 ? order : one.Actor.CompareTo(other.Actor);
    }

    /// <summary>In the order of positions; of one position, by what they say.</summary>
    public static IEnumerable<ResourceChange> InOrder(IEnumerable<ResourceChange> mentions) =>
        mentions.OrderBy(static mention => mention.At).ThenBy(MentionKey.Of).ThenBy(static mention => mention.Action, StringComparer.Ordinal).ThenBy(static mention => mention.Actor);
}
