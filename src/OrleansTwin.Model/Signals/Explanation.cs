using Orleans;

namespace OrleansTwin.Model.Signals;

/// <summary>Why a signal was raised: the dimension looked at, what was seen, what was expected, over which window.</summary>
[GenerateSerializer, Immutable, Alias("ot.expl")]
public sealed record Explanation(
    [property: Id(0)] string Text,
    [property: Id(1)] string Dimension,
    [property: Id(2)] string Observed,
    [property: Id(3)] string Expected,
    [property: Id(4)] string Window);
