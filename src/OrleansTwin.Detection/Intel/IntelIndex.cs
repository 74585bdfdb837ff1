using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansTwin.Detection.Intel;

/// <summary>
/// All indicator sets, compiled for look-ups. Immutable: a reload builds another one and swaps the reference, so nothing is
/// lost in between. The same sets in any order give the same answers.
/// </summary>
public sealed class IntelIndex
{
    private readonly ImmutableArray<Indicator> _indicators;
    private readonly IpPrefixTrie _addresses;
    private readonly FrozenDictionary<IndicatorKind, FrozenDictionary<string, int[]>> _texts;

    private IntelIndex(ImmutableArray<Indicator> indicators)
    {
        _indicators = indicators;
        _addresses = IpPrefixTrie.Build(indicators
            .Select((indicator, number) => (indicator, number))
            .Where(entry => entry.indicator.Kind == IndicatorKind.Address)
            .Select(entry => (IpPrefix.TryParse(entry.indicator.Value, out var prefix) ? prefix : throw new InvalidOperationException(entry.indicator.Value), entry.number)));
        _texts = indicators
            .Select((indicator, number) => (indicator, number))
            .Where(entry => entry.indicator.Kind != IndicatorKind.Address)
            .GroupBy(entry => entry.indicator.Kind)
            .ToFrozenDictionary(
                kind => kind.Key,
                kind => kind.GroupBy(entry => entry.indicator.Value, StringComparer.Ordinal)
                    .ToFrozenDictionary(value => value.Key, value => value.Select(entry => entry.number).ToArray(), StringComparer.Ordinal));
    }

    public int Count => _indicators.Length;

    /// <summary>Compiles sets; the same indicator of the same source counts once.</summary>
    public static IntelIndex Build(IEnumerable<IndicatorSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        return new(
        [
            .. sets.SelectMany(set => set.Indicators)
                .Distinct()
                .OrderBy(indicator => indicator.Source, StringComparer.Ordinal)
                .ThenBy(indicator => indicator.Kind)
                .ThenBy(indicator => indicator.Value, StringComparer.Ordinal)
                .ThenBy(indicator => indicator.Description, StringComparer.Ordinal)
                .ThenBy(indicator => indicator.ValidFrom)
                .ThenBy(indicator => indicator.ValidUntil),
        ]);
    }

    /// <summary>An address as a log writes it. What is no address is unknown.</summary>
    /// <param name="address">Text of the address.</param>
    /// <param name="at">Event time, for indicators with a validity; null takes all.</param>
    public IntelVerdict LookUpAddress(ReadOnlySpan<char> address, DateTimeOffset? at = null) =>
        IpPrefix.TryParseAddress(address, out var bits) ? LookUpAddress(bits, at) : IntelVerdict.Unknown;

    public IntelVerdict LookUpAddress(UInt128 address, DateTimeOffset? at = null)
    {
        var found = new List<int>();
        _addresses.Find(address, found);
        found.Reverse();
        // Ranges come widest first; within one range the order of the index is turned back.
        return Verdict(found.OrderByDescending(number => LengthOf(_indicators[number])).ThenBy(number => number), at);
    }

    /// <summary>A domain: indicators of itself and of every domain above it.</summary>
    public IntelVerdict LookUpDomain(string domain, DateTimeOffset? at = null)
    {
        if (!_texts.TryGetValue(IndicatorKind.Domain, out var domains) || IndicatorText.Domain(domain) is not { } rest)
        {
            return IntelVerdict.Unknown;
        }

        var found = new List<int>();
        while (true)
        {
            found.AddRange(domains.GetValueOrDefault(rest, []));
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                return Verdict(found, at);
            }

            rest = rest[(dot + 1)..];
        }
    }

    /// <summary>Any other kind, by its whole value.</summary>
    public IntelVerdict LookUp(IndicatorKind kind, string value, DateTimeOffset? at = null)
    {
        if (kind is IndicatorKind.Address)
        {
            return LookUpAddress(value, at);
        }

        if (kind is IndicatorKind.Domain)
        {
            return LookUpDomain(value, at);
        }

        return _texts.TryGetValue(kind, out var values) && IndicatorText.Normalise(kind, value) is { } normal
            ? Verdict(values.GetValueOrDefault(normal, []), at)
            : IntelVerdict.Unknown;
    }

    private static int LengthOf(Indicator indicator) => IpPrefix.TryParse(indicator.Value, out var prefix) ? prefix.Length : 0;

    private IntelVerdict Verdict(IEnumerable<int> numbers, DateTimeOffset? at) =>
        IntelVerdict.Of([.. numbers.Select(number => _indicators[number]).Where(indicator => indicator.IsValidAt(at))]);
}
