using System.Buffers.Binary;

namespace OrleansTwin.Tests.Cluster.Simulation;

/// <summary>How often an entity was touched, and a sum over who did: it differs when one effect is missing, doubled or taken for another.</summary>
internal readonly record struct SimState(long Count, ulong Sum)
{
    private const int Bytes = 16;

    public SimState Touch(ulong record) => new(Count + 1, Sum + SimRandom.Mix(record));

    public ReadOnlyMemory<byte> Encode()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Count);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Sum);
        return bytes;
    }

    public static SimState Decode(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
}
