namespace OrleansTwin.Detection.Behavior;

/// <summary>Options, or all problems of the text at once.</summary>
public sealed record BehaviorLoad(BehaviorOptions? Options, IReadOnlyList<BehaviorProblem> Problems);
