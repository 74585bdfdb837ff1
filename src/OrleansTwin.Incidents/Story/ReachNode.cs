using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Incidents.Story;

/// <summary>An entity the actors hold (hop 0) or can reach: from where, by which edge and ability, how sure.</summary>
internal sealed record ReachNode(EntityId Id, int Hop, EntityId From, string Edge, Certainty Certainty, Gain? Ability, string Why);
