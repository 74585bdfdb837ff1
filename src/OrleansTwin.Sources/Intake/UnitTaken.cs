namespace OrleansTwin.Sources.Intake;

/// <summary>What became of a unit that was handed over.</summary>
/// <param name="Records">Events made of it.</param>
/// <param name="Letters">What of it could not be read.</param>
/// <param name="Skipped">Why the unit is no log, where it is none: nothing was written about it.</param>
/// <param name="Latest">Time of its latest event.</param>
/// <param name="Durable">Ends when the unit need not be read again.</param>
public sealed record UnitTaken(long Records, long Letters, string? Skipped, DateTimeOffset? Latest, Task Durable);
