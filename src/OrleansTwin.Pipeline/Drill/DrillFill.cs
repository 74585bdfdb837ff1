namespace OrleansTwin.Pipeline.Drill;

/// <summary>Parameters that name a resource of a type.</summary>
/// <param name="Arn">By its ARN; else by its name.</param>
public sealed record DrillFill(string Type, IReadOnlyList<string> Parameters, bool Arn);
