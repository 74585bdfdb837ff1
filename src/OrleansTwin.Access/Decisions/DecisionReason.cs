using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Decisions;

/// <summary>What one layer contributed to a decision.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Policy">Name of the policy, where one decided.</param>
/// <param name="Statement">Sid, or #n counted from one.</param>
/// <param name="Effect">Of the statement; null where no statement applied.</param>
/// <param name="Why">In words.</param>
public sealed record DecisionReason(PolicyLayer Layer, string? Policy, string? Statement, PolicyEffect? Effect, string Why);
