namespace OrleansTwin.Detection.Behavior;

/// <summary>A fault in an options file.</summary>
/// <param name="Where">Key, or line and column where the text is no YAML of the expected shape.</param>
/// <param name="What">The offending value in backticks and what is allowed.</param>
public sealed record BehaviorProblem(string Where, string What);
