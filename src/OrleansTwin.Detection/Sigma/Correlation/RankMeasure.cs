namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>Percentile by nearest rank, or the median (mean of the two middle values of an even number).</summary>
internal sealed class RankMeasure(string field, double percentile, bool median) : WindowMeasure
{
    private readonly List<decimal> _sorted = [];

    public override double? Value
    {
        get
        {
            if (_sorted.Count == 0)
            {
                return null;
            }

            if (median && _sorted.Count % 2 == 0)
            {
                return (double)((_sorted[(_sorted.Count / 2) - 1] + _sorted[_sorted.Count / 2]) / 2);
            }

            var rank = (int)Math.Ceiling(percentile / 100 * _sorted.Count);
            return (double)_sorted[Math.Clamp(rank, 1, _sorted.Count) - 1];
        }
    }

    public override void Add(SigmaKeptEvent kept)
    {
        foreach (var number in Numbers(kept, field))
        {
            var at = _sorted.BinarySearch(number);
            _sorted.Insert(at < 0 ? ~at : at, number);
        }
    }

    public override void Remove(SigmaKeptEvent kept)
    {
        foreach (var number in Numbers(kept, field))
        {
            _sorted.RemoveAt(_sorted.BinarySearch(number));
        }
    }
}
