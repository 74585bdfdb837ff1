using Orleans;

namespace OrleansTwin.Model.Events;

/// <summary>
/// Where a record stands: the source unit (path relative to the input folder, object key, partition) and its index there from 0.
/// Evidence is fetched again from here.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.pos")]
public sealed record SourcePosition([property: Id(0)] string Unit, [property: Id(1)] long Index)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Unit}#{Index}");
}
