using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Story;

/// <summary>A relation that another entity carries towards the one asked for.</summary>
public sealed record IncomingRelation(EntityId From, RelationKind Kind);
