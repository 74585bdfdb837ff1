namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>Sum, or mean, of a numeric field.</summary>
internal sealed class SumMeasure(string field, bool average) : WindowMeasure
{
    private decimal _sum;
    private int _count;

    public override double? Value => _count == 0 ? null : (double)(average ? _sum / _count : _sum);

    public override void Add(SigmaKeptEvent kept)
    {
        foreach (var number in Numbers(kept, field))
        {
            _sum += number;
            _count++;
        }
    }

    public override void Remove(SigmaKeptEvent kept)
    {
        foreach (var number in Numbers(kept, field))
        {
            _sum -= number;
            _count--;
        }
    }
}
