using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;

namespace OrleansTwin.Grains.Ownership;

/// <summary>
/// A held copy as its row has it: one block of bytes instead of a hundred objects that live for an hour. It is unpacked when another copy comes,
/// which is rare.
/// </summary>
/// <param name="Ticks">Time of the event.</param>
/// <param name="Bytes">A <see cref="HeldCopy"/>.</param>
internal sealed record PackedCopy(string FirstRank, long Ticks, ReadOnlyMemory<byte> Bytes)
{
    public static PackedCopy Of(string firstRank, PreparedEvent prepared, RecordCodec codec) =>
        new(firstRank, prepared.Order.Ticks, codec.Write(new HeldCopy(firstRank, prepared)));

    public HeldCopy Unpack(RecordCodec codec) => codec.Read<HeldCopy>(Bytes);
}
