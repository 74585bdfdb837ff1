using System.Buffers.Binary;
using System.Numerics;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// A bounded cache from byte sequences to values made of them, so that what repeats in a log (accounts, actions, agents,
/// whole identities) is made once. One slot per hash: a collision replaces the older value, so hostile input costs
/// allocations and never memory. Not thread-safe: one pool a reader.
/// </summary>
internal sealed class Utf8Pool<T>(int slots, int keyBytesMax, Utf8Pool<T>.Factory make)
    where T : class
{
    private readonly Slot[] _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)slots)];

    public delegate T Factory(ReadOnlySpan<byte> bytes);

    /// <summary>The value of <paramref name="bytes"/>, made when it is not held. Longer keys are made each time.</summary>
    public T Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > keyBytesMax)
        {
            return make(bytes);
        }

        var hash = HashOf(bytes);
        ref var slot = ref _slots[hash & (uint)(_slots.Length - 1)];
        if (slot.Value is not null && slot.Hash == hash && bytes.SequenceEqual(slot.Key))
        {
            return slot.Value;
        }

        var value = make(bytes);
        slot = new Slot(hash, bytes.ToArray(), value);
        return value;
    }

    /// <summary>Mixes eight bytes at a time; never leaves the process, so it needs no stability.</summary>
    private static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)bytes.Length * Multiplier;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Multiplier;
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ value) * Multiplier;
        }

        return hash ^ (hash >> 29);
    }

    private readonly record struct Slot(ulong Hash, byte[]? Key, T? Value);
}
