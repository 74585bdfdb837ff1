namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>evidences</c>: who acted from where, and what was seen against what was expected.</summary>
internal sealed record OcsfEvidence(OcsfActor? Actor, OcsfEndpoint? SrcEndpoint, OcsfObservation Data);
