using Orleans;

namespace OrleansTwin.Model.Responses;

/// <summary>What an action does not stop.</summary>
/// <param name="Text">In words.</param>
/// <param name="Lives">How long at most it goes on; null where no bound is known.</param>
/// <param name="Source">The vendor's page that says so, or <c>experience</c>.</param>
[GenerateSerializer, Immutable, Alias("ot.rremain")]
public sealed record PlanRemainder([property: Id(0)] string Text, [property: Id(1)] TimeSpan? Lives, [property: Id(2)] string Source);
