using Orleans;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Something that may allow more but was not seen: of whom, which policy or past, in a sentence.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.unseen")]
public sealed record UnseenPart([property: Id(0)] EntityId Of, [property: Id(1)] string What, [property: Id(2)] string Why);
