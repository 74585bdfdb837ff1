using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Web.Api;

/// <summary>Relations from and to an entity, and what is not known of it.</summary>
internal sealed record RelationsAnswer(EntityId Id, DateTimeOffset? At, ValueArray<Relationship> From, ValueArray<RelationTo> To, Knowledge Knowledge);
