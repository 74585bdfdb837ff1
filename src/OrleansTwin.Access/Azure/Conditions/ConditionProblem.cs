namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>Ends the reading of one condition; caught by <see cref="AzureCondition.Parse"/>, never seen outside.</summary>
internal sealed class ConditionProblem(int position, string message) : Exception($"at character {position}: {message}");
