using Orleans;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Events;

/// <summary>What a record says as another product's finding: one revision of it.</summary>
/// <param name="Id">Of the finding, the same in all its revisions.</param>
/// <param name="Updated">Ticks (UTC) of the revision; the latest counts.</param>
/// <param name="Severity">Null where the record does not say, or says what the mapping does not know.</param>
/// <param name="SeverityText">As the product says it.</param>
/// <param name="Closed">The product has archived, resolved or withdrawn it.</param>
[GenerateSerializer, Immutable, Alias("ot.vendorfinding")]
public sealed record VendorFinding(
    [property: Id(0)] string Id,
    [property: Id(1)] string Product,
    [property: Id(2)] long Updated,
    [property: Id(3)] string Title,
    [property: Id(4)] string Text,
    [property: Id(5)] FindingClass Class,
    [property: Id(6)] Severity? Severity,
    [property: Id(7)] string SeverityText,
    [property: Id(8)] bool Closed,
    [property: Id(9)] ValueArray<string> Techniques,
    [property: Id(10)] ValueArray<string> Tactics);
