using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>How one kind of call would be seen, and what that rests on.</summary>
/// <param name="Basis">What says so.</param>
/// <param name="Lag">Measured on the records; null where nothing was.</param>
/// <param name="Unknown">What is not known that decides.</param>
public sealed record Seen(Sighting Sighting, SeenBasis Basis, string Why, MeasuredLag? Lag = null, ValueArray<string> Unknown = default);
