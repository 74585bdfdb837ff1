using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>Events of an entity, latest first. The history holds what is notable or evidence; everything only where the server keeps everything.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.activity")]
public sealed record ActivityPage(
    [property: Id(0)] LiveStamp Stamp,
    [property: Id(1)] ValueArray<EventRecord> Events,
    [property: Id(2)] int More,
    [property: Id(3)] bool Everything);
