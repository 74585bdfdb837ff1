using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Abilities;

/// <summary>A resource that abilities are asked for.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">Its owner; null where not known.</param>
/// <param name="Policy">Its own policy. Null: it has none. <see cref="LayerPolicies.NotSeen"/> where that is not known.</param>
public sealed record KnownResource(string Arn, string? Account, LayerPolicies? Policy);
