using Orleans;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A way to administrator: the identity reached first, the method (pathfinding.cloud id where it has one), its steps in order.</summary>
/// <param name="Conditions">What has to hold, or what is not known.</param>
[GenerateSerializer, Immutable, Alias("ot.q.adminway")]
public sealed record AdminWay(
    [property: Id(0)] string To,
    [property: Id(1)] string Method,
    [property: Id(2)] GainCertainty Certainty,
    [property: Id(3)] ValueArray<AdminStep> Steps,
    [property: Id(4)] ValueArray<string> Conditions);
