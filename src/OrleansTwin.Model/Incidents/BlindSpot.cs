using Orleans;

namespace OrleansTwin.Model.Incidents;

/// <summary>Something that could not be seen, why, and which setting would show it.</summary>
[GenerateSerializer, Immutable, Alias("ot.iblind")]
public sealed record BlindSpot([property: Id(0)] string What, [property: Id(1)] string Why, [property: Id(2)] string HowToEnable);
