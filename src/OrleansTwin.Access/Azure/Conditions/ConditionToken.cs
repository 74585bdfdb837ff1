namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>A piece of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes or brackets.</param>
/// <param name="Position">Where it begins, counted from one.</param>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text, int Position);
