using Orleans;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Incidents;

/// <summary>What the incident rests on and what could not be seen.</summary>
[GenerateSerializer, Immutable, Alias("ot.ievid")]
public sealed record IncidentEvidence([property: Id(0)] ValueArray<EvidenceSource> Sources, [property: Id(1)] ValueArray<BlindSpot> CouldNotSee);
