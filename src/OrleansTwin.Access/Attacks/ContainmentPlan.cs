using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>A set of actions that together separate a foothold from the targets.</summary>
/// <param name="Cost">Sum of the actions' costs.</param>
/// <param name="Actions">By target.</param>
/// <param name="Remaining">What stays within reach of the foothold afterwards, worst first.</param>
public sealed record ContainmentPlan(long Cost, ValueArray<ContainmentAction> Actions, ValueArray<EntityId> Remaining);
