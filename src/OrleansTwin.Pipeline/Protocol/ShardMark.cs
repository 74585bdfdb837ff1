using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>
/// A change that an entity has yet to work out (DESIGN §4.5). Whoever takes it computes an absolute value from truth, so taking it twice does
/// no harm; it stands until it is cleared.
/// </summary>
/// <param name="Entity">Who is to work it out.</param>
/// <param name="Cause">Id of the event behind it.</param>
/// <param name="AsOf">Position in canonical order that the answer is for.</param>
/// <param name="Hop">Steps from the change; bounded by whoever raises marks.</param>
public sealed record ShardMark(EntityId Entity, string Cause, EventOrder AsOf, int Hop);
