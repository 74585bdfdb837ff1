using OrleansTwin.Access.Decisions;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Access.Attacks;

/// <summary>How hard a step is, as the path search adds it up: not a probability, an order.</summary>
internal static class EdgeCost
{
    /// <summary>Works as it is.</summary>
    public const int Sure = 1;

    /// <summary>A call that changes something on the way, and shows.</summary>
    public const int Escalation = 2;

    /// <summary>Open to the network; something must be weak behind it.</summary>
    public const int Network = 3;

    /// <summary>Rests on an assumption.</summary>
    public const int Unsure = 4;

    public static Certainty CertaintyOf(AccessCertainty certainty) => certainty switch
    {
        AccessCertainty.Always => Certainty.Certain,
        AccessCertainty.Conditional => Certainty.Possible,
        AccessCertainty.Unknown => Certainty.NotDecidable,
        AccessCertainty.Never => throw new ArgumentOutOfRangeException(nameof(certainty)),
        _ => throw new ArgumentOutOfRangeException(nameof(certainty)),
    };
}
