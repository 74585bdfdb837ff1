using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Twin.Baselines;

/// <summary>An event that passed the event-only part of a rule over a window, kept in canonical order for window + lateness.</summary>
/// <param name="Window">Rule id or built-in window name (<c>denied</c>).</param>
[GenerateSerializer, Immutable, Alias("ot.kept")]
public sealed record KeptEvent(
    [property: Id(0)] EventOrder At,
    [property: Id(1)] string Window,
    [property: Id(2)] string Subject,
    [property: Id(3)] string Action,
    [property: Id(4)] EntityId Target,
    [property: Id(5)] ObservationContext Context,
    [property: Id(6)] string? Error = null);
