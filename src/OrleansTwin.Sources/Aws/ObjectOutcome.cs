using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Sources.Aws;

/// <summary>What became of an object.</summary>
/// <param name="Finished">What the ledger is to know it by, once it is durable; null where nothing is to be remembered.</param>
/// <param name="Taken">What was handed over; null where it was known, or no log.</param>
/// <param name="Delivered">When it was written to the bucket.</param>
public sealed record ObjectOutcome(string? Finished, UnitTaken? Taken, DateTimeOffset? Delivered);
