using Orleans;
using OrleansTwin.Pipeline.Protocol;

namespace OrleansTwin.Grains.Entities;

/// <summary>The owner's answer to an activation that begins: where its state is, and under which epoch it holds.</summary>
/// <param name="State">With <see cref="EntityLoad.Uncut"/>: the state, which the store does not have yet.</param>
[GenerateSerializer, Immutable, Alias("ot.load")]
public sealed record MemberLoad([property: Id(0)] long Epoch, [property: Id(1)] EntityLoad From, [property: Id(2)] MemberState? State);
