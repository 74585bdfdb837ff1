namespace OrleansTwin.Access.Clouds;

/// <summary>What one policy contributed to a decision.</summary>
/// <param name="Layer">Kind of policy, as it stands in files: <c>roleAssignment</c>, <c>denyAssignment</c>, <c>allowPolicy</c>…</param>
/// <param name="Policy">Which one; null where none applied.</param>
/// <param name="Statement">The part of it that spoke.</param>
/// <param name="Effect"><c>Allow</c>, <c>Deny</c>, or null where nothing was granted or denied by it.</param>
/// <param name="Why">In words.</param>
public sealed record CloudReason(string Layer, string? Policy, string? Statement, string? Effect, string Why);
