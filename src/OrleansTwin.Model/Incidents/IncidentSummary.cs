using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

[GenerateSerializer, Immutable, Alias("ot.isummary")]
public sealed record IncidentSummary(
    [property: Id(0)] string Headline,
    [property: Id(1)] ValueArray<SummarySentence> Sentences,
    [property: Id(2)] ValueArray<Recommendation> Recommendations);
