using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Responses;

/// <summary>One cut of a containment: its kind, what it is done to, in words, and the planned actions that carry it out (ids); none: no action of the catalogue does.</summary>
[GenerateSerializer, Immutable, Alias("ot.rcut")]
public sealed record ContainmentCut([property: Id(0)] string Kind, [property: Id(1)] EntityId Target, [property: Id(2)] string Text, [property: Id(3)] ValueArray<string> Actions);
