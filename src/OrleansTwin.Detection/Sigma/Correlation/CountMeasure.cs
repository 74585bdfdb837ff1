namespace OrleansTwin.Detection.Sigma.Correlation;

/// <summary>Number of events.</summary>
internal sealed class CountMeasure : WindowMeasure
{
    private int _count;

    public override double? Value => _count;

    public override void Add(SigmaKeptEvent kept) => _count++;

    public override void Remove(SigmaKeptEvent kept) => _count--;
}
