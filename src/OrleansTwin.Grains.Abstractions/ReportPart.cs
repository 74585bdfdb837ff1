using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A heading with its lines. <paramref name="Otherwise"/> stands there when there are none; <paramref name="More"/> counts lines left out.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.reportpart")]
public sealed record ReportPart(
    [property: Id(0)] string Title,
    [property: Id(1)] ValueArray<ReportStatement> Lines,
    [property: Id(2)] string Otherwise,
    [property: Id(3)] int More);
