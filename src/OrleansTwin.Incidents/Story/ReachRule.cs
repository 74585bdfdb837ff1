using OrleansTwin.Model.Changes;

namespace OrleansTwin.Incidents.Story;

/// <summary>A kind of relation by which holding one end gives the other. Along: <c>out</c> from the carrier, <c>in</c> towards it.</summary>
internal sealed record ReachRule(RelationKind Kind, string Along, string Edge, string Why);
