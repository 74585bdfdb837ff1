using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>A sentence and what it rests on: event, signal or impact ids. A sentence without evidence is not written.</summary>
[GenerateSerializer, Immutable, Alias("ot.isentence")]
public sealed record SummarySentence([property: Id(0)] string Text, [property: Id(1)] ValueArray<string> Evidence);
