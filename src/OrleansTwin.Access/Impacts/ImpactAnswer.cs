using Orleans;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts;

/// <summary>A part of a change's impact, and what it rests on.</summary>
/// <param name="Part">Null: the change means nothing here.</param>
/// <param name="Reads">At least what the part read of the estate.</param>
[GenerateSerializer, Immutable, Alias("ot.ianswer")]
public sealed record ImpactAnswer([property: Id(0)] ImpactPart? Part, [property: Id(1)] EstateReads Reads)
{
    public static ImpactAnswer Nothing { get; } = new(null, EstateReads.None);
}
