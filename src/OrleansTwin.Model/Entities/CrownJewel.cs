using Orleans;

namespace OrleansTwin.Model.Entities;

/// <summary>Why an entity counts as a crown jewel: marked by the owner, or a candidate by what is known of it.</summary>
[GenerateSerializer, Immutable, Alias("ot.jewel")]
public sealed record CrownJewel([property: Id(0)] string Level, [property: Id(1)] JewelBasis Basis, [property: Id(2)] string Why)
{
    /// <summary>How a sentence names it: nobody marked a candidate, so it is a likely one.</summary>
    public string Phrase() => Basis == JewelBasis.Marked ? "a crown jewel" : "a likely crown jewel";
}
