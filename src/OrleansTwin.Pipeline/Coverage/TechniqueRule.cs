namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A rule of a technique.</summary>
/// <param name="Rule">Its key.</param>
/// <param name="Needs">The record it fires on, in words.</param>
public sealed record TechniqueRule(string Rule, Sighting Seen, string Needs);
