namespace OrleansTwin.Commands.Answers;

/// <summary>One step of a way.</summary>
internal sealed record EscalationStepRow(string Action, string Target, string Why);
