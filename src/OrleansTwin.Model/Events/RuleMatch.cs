using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Events;

/// <summary>That a rule which feeds a correlation matched an event, with the values the correlation groups by or measures.</summary>
[GenerateSerializer, Immutable, Alias("ot.rulematch")]
public sealed record RuleMatch([property: Id(0)] string Rule, [property: Id(1)] ValueArray<RuleMatchField> Fields);
