using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Values of one dimension of one subject, first seen earliest first.</summary>
/// <param name="Overflowed">More values were seen than are kept: no first-seen is raised for this dimension any more.</param>
[GenerateSerializer, Immutable, Alias("ot.bvalues")]
public sealed record BaselineValues(
    [property: Id(0)] string Subject,
    [property: Id(1)] string Dimension,
    [property: Id(2)] ValueArray<BaselineValue> Values,
    [property: Id(3)] bool Overflowed);
