using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Grains.Ownership;

/// <summary>A cause worked out to its end; null where it has no bearing.</summary>
public sealed record FinishedImpact(EventOrder Cause, EntityId Changed, Impact? Impact);
