using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Protocol;

/// <summary>
/// An entity's new state after its part of a batch. The two versions let the owner see an answer that overtook another and an effect that was
/// lost with an activation: versions rise with every part applied, belong to the state and are stored with it (distinct events applied serve well).
/// </summary>
/// <param name="Before">Version the part was applied to.</param>
/// <param name="After">Version of <paramref name="State"/>; greater than <paramref name="Before"/>.</param>
public sealed record EntityAnswer<TState>(EntityId Id, long Before, long After, TState State);
