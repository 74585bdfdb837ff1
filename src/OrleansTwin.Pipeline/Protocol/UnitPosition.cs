namespace OrleansTwin.Pipeline.Protocol;

/// <summary>How far a source unit is durable: all records before <paramref name="Next"/>, the whole unit where finished.</summary>
public sealed record UnitPosition(string Unit, long Next, bool Finished);
