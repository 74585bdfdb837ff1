using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Twin.Views;

/// <summary>A relation that holds as of a position.</summary>
public sealed record RelationView(RelationKind Kind, EntityId To, string ToType, EventOrder At, KnowledgeBasis Basis);
