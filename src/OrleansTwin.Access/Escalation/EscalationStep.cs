namespace OrleansTwin.Access.Escalation;

/// <summary>One step of a path: a call on something, or a fact that makes the way.</summary>
public sealed record EscalationStep(string Action, string Target, string Why);
