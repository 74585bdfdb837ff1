using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// Ranks copies of one event (EventBridge and S3, two trails, truncated fields, an addendum), so that every order of arrival keeps
/// the same one: an addendum replaces, complete goes before truncated, then source unit by ordinal, index, and the bytes.
/// The order is total up to copies that are equal in all of these.
/// </summary>
public static class EventCopies
{
    /// <summary>The copy that stands.</summary>
    public static CloudEvent Prefer(CloudEvent left, CloudEvent right) => Compare(left, right) <= 0 ? left : right;

    /// <summary>
    /// The rank of a copy as text: the ordinally least wins. A late correction first, complete before truncated, then the source's name.
    /// </summary>
    public static string Rank(CloudEvent copy) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{(copy.Addendum is null ? 1 : 0)}{(copy.Truncated ? 1 : 0)}|{copy.Position.Unit}|{copy.Position.Index:D12}");

    /// <summary>Negative where <paramref name="left"/> stands before <paramref name="right"/>.</summary>
    public static int Compare(CloudEvent left, CloudEvent right)
    {
        var order = (left.Addendum is null).CompareTo(right.Addendum is null);
        order = order != 0 ? order : left.Truncated.CompareTo(right.Truncated);
        order = order != 0 ? order : string.CompareOrdinal(left.Position.Unit, right.Position.Unit);
        order = order != 0 ? order : left.Position.Index.CompareTo(right.Position.Index);
        return order != 0 ? order : left.Raw.Span.SequenceCompareTo(right.Raw.Span);
    }
}
