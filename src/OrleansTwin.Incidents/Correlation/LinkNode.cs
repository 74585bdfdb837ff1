using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Incidents.Correlation;

/// <summary>A signal, or a change with impact, as correlation sees it.</summary>
internal sealed class LinkNode
{
    public required string Id { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>The last time at which a change may have made this possible: not after <see cref="End"/>.</summary>
    public required DateTimeOffset EnabledUntil { get; init; }

    public Signal? Signal { get; init; }

    public Impact? Impact { get; init; }

    /// <summary>
    /// Part of an alert, or a change that an alert rests on: joins others. What is no core is a leaf: it is told with one core it is
    /// linked to, and never joins two.
    /// </summary>
    public bool IsCore { get; init; }

    /// <summary>Who it is of, for counting how many share a key.</summary>
    public required string Identity { get; init; }

    /// <summary>Greatest rank of its tactics, -1 without.</summary>
    public int RankMax { get; init; } = -1;

    public Severity Severity { get; init; }

    /// <summary>Keys it shares with others of the same kind, both ways.</summary>
    public required IReadOnlyList<LinkKey> Keys { get; init; }

    /// <summary>Keys by which it makes something possible for later ones.</summary>
    public required IReadOnlyList<LinkKey> Sources { get; init; }

    /// <summary>Keys by which something earlier may have made it possible.</summary>
    public required IReadOnlyList<LinkKey> Sinks { get; init; }

    /// <summary>Time between the end of the one and the start of the other, zero where they overlap.</summary>
    public static TimeSpan Gap(LinkNode one, LinkNode other)
    {
        var gap = one.Start <= other.Start ? other.Start - one.End : one.Start - other.End;
        return gap > TimeSpan.Zero ? gap : TimeSpan.Zero;
    }

    /// <summary>The last start of a source that this sink follows by a kind of link that looks <paramref name="after"/> beyond its end.</summary>
    public DateTimeOffset Until(LinkKind kind, TimeSpan after) => kind == LinkKind.EnablingChange ? EnabledUntil : End + after;
}
