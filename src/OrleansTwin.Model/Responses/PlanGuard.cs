using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>What the guard rails say of an action: how many people must approve, why, and why it is forbidden if it is.</summary>
[GenerateSerializer, Immutable, Alias("ot.rguard")]
public sealed record PlanGuard([property: Id(0)] int Approvals, [property: Id(1)] ValueArray<string> Why, [property: Id(2)] string? Protected);
