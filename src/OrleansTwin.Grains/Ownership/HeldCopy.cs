using Orleans;
using OrleansTwin.Pipeline.Fold;

namespace OrleansTwin.Grains.Ownership;

/// <summary>An event that a better copy may still come of.</summary>
/// <param name="FirstRank">Rank of the copy that the protocol knows the event by; the others are records of their own.</param>
/// <param name="Event">All copies so far, united.</param>
[GenerateSerializer, Immutable, Alias("ot.copy")]
public sealed record HeldCopy([property: Id(0)] string FirstRank, [property: Id(1)] PreparedEvent Event);
