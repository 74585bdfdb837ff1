using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A field that queries may speak of.</summary>
/// <param name="Source">What is asked for.</param>
/// <param name="Kind"><c>text</c>, <c>number</c>, <c>time</c>, <c>choice</c> or <c>flag</c>.</param>
/// <param name="Words">Values of a choice, in rising order.</param>
[GenerateSerializer, Immutable, Alias("ot.q.field")]
public sealed record QueryFieldView(
    [property: Id(0)] string Source,
    [property: Id(1)] string Name,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Help,
    [property: Id(4)] ValueArray<string> Words);
