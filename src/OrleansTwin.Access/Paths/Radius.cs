namespace OrleansTwin.Access.Paths;

/// <summary>What is within reach, worst first: jewels, then data, then by hop and id. Complete is false when a bound cut it.</summary>
public sealed record Radius(IReadOnlyList<Reached> Entities, bool Complete);
