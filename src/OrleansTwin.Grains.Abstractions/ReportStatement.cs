using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>A statement and the ids it rests on. The text holds words of logs: show it as text, never as markup.</summary>
[GenerateSerializer, Immutable, Alias("ot.q.statement")]
public sealed record ReportStatement([property: Id(0)] string Text, [property: Id(1)] ValueArray<string> Evidence);
