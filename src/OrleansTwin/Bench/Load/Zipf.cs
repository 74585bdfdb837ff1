namespace OrleansTwin.Bench.Load;

/// <summary>Ranks drawn by Zipf's law: rank k with weight 1 / (k + 1)^s.</summary>
internal sealed class Zipf
{
    private readonly double[] _upTo;

    public Zipf(int ranks, double skew)
    {
        _upTo = new double[ranks];
        var sum = 0.0;
        for (var rank = 0; rank < ranks; rank++)
        {
            sum += Math.Pow(rank + 1, -skew);
            _upTo[rank] = sum;
        }

        for (var rank = 0; rank < ranks; rank++)
        {
            _upTo[rank] /= sum;
        }
    }

    public int Ranks => _upTo.Length;

    /// <summary>Share of all draws that a rank takes.</summary>
    public double ShareOf(int rank) => _upTo[rank] - (rank == 0 ? 0 : _upTo[rank - 1]);

    /// <summary>The rank of a random number.</summary>
    public int Of(ulong random)
    {
        var at = Array.BinarySearch(_upTo, (random >> 11) * (1.0 / (1UL << 53)));
        return Math.Min(at < 0 ? ~at : at, _upTo.Length - 1);
    }
}
