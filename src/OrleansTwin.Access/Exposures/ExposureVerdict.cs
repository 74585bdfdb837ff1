using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Exposures;

/// <summary>How an entity can be reached from outside as of a position, with its reasons.</summary>
/// <param name="Certainty">Possible: the level rests on what <paramref name="Assumes"/> names.</param>
public sealed record ExposureVerdict(Exposure Level, Certainty Certainty, ValueArray<string> Why, ValueArray<string> Assumes, ValueArray<EntryPoint> Entries)
{
    public static ExposureVerdict NotKnown { get; } = new(Exposure.Unknown, Certainty.NotDecidable, default, default, default);
}
