using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Events;

/// <summary>A field of a matched event and its values, in the record's order.</summary>
[GenerateSerializer, Immutable, Alias("ot.rulefield")]
public sealed record RuleMatchField([property: Id(0)] string Name, [property: Id(1)] ValueArray<string> Values);
