using System.Collections.Immutable;

namespace OrleansTwin.Detection.Intel;

/// <summary>Answer for one value: every indicator that fits, the most specific first.</summary>
public sealed record IntelVerdict(IntelDisposition Disposition, ImmutableArray<Indicator> Matches)
{
    public static readonly IntelVerdict Unknown = new(IntelDisposition.Unknown, []);

    internal static IntelVerdict Of(List<Indicator> matches)
    {
        if (matches.Count == 0)
        {
            return Unknown;
        }

        var good = matches.Exists(indicator => indicator.IsKnownGood);
        var bad = matches.Exists(indicator => !indicator.IsKnownGood);
        return new(
            good && bad ? IntelDisposition.Contested : good ? IntelDisposition.KnownGood : IntelDisposition.Bad,
            [.. matches]);
    }
}
