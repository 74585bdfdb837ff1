namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>Number of different values, compared exactly.</summary>
internal sealed class DistinctMeasure(Func<SigmaKeptEvent, IEnumerable<string>> valuesOf) : WindowMeasure
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public override double? Value => _counts.Count;

    public override void Add(SigmaKeptEvent kept)
    {
        foreach (var value in valuesOf(kept))
        {
            _counts[value] = _counts.GetValueOrDefault(value) + 1;
        }
    }

    public override void Remove(SigmaKeptEvent kept)
    {
        foreach (var value in valuesOf(kept))
        {
            if (--_counts[value] == 0)
            {
                _counts.Remove(value);
            }
        }
    }
}
