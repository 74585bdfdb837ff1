using Orleans;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;

namespace OrleansTwin.Twin.State;

/// <summary>
/// What a mention says of its entity, and the day (UTC days since the first of year 1) it falls on. Of mentions with the same key the
/// earliest is kept (docs/decisions, 0006): a log grows with what is said, not with how often.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.mention")]
public readonly record struct MentionKey(
    [property: Id(0)] int Day,
    [property: Id(1)] string Type,
    [property: Id(2)] string? Name,
    [property: Id(3)] string? Region,
    [property: Id(4)] string? Account,
    [property: Id(5)] string? Incarnation,
    [property: Id(6)] KnowledgeBasis Basis) : IComparable<MentionKey>
{
    public static MentionKey Of(ResourceChange mention) => new(
        (int)Math.Clamp(mention.At.Ticks / TimeSpan.TicksPerDay, 0, int.MaxValue), mention.Entity.Type, mention.Name, mention.Region, mention.Account, mention.Incarnation, mention.Basis);

    public int CompareTo(MentionKey other)
    {
        var order = Day.CompareTo(other.Day);
        order = order != 0 ? order : string.CompareOrdinal(Type, other.Type);
        order = order != 0 ? order : string.CompareOrdinal(Name, other.Name);
        order = order != 0 ? order : string.CompareOrdinal(Region, other.Region);
        order = order != 0 ? order : string.CompareOrdinal(Account, other.Account);
        order = order != 0 ? order : string.CompareOrdinal(Incarnation, other.Incarnation);
        return order != 0 ? order : Basis.CompareTo(other.Basis);
    }

    public static bool operator <(MentionKey left, MentionKey right) => left.CompareTo(right) < 0;

    public static bool operator >(MentionKey left, MentionKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(MentionKey left, MentionKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MentionKey left, MentionKey right) => left.CompareTo(right) >= 0;
}
