using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Grains.Ownership;

/// <summary>A cause worked out to its end, under the generation its mark was published with; the impact is null where it has no bearing.</summary>
public sealed record FinishedImpact(EventOrder Cause, EntityId Changed, long Generation, Impact? Impact);
