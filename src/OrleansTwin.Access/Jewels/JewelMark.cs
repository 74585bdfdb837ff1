namespace OrleansTwin.Access.Jewels;

/// <summary>
/// One mark of the config: by id or ARN pattern (<c>*</c> and <c>?</c>, case counts), or by tag (<paramref name="TagKey"/>, and
/// <paramref name="TagValue"/> or null for any value). Level: <c>critical</c>, <c>high</c> or <c>medium</c>.
/// </summary>
public sealed record JewelMark(string? Pattern, string? TagKey = null, string? TagValue = null, string Level = JewelLevel.Critical, string? Why = null);
