using System.Buffers;
using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Sources;

/// <summary>
/// A run of records of one file, in file order. Records are slices of the block's buffer: <see cref="Dispose"/> gives it back to the
/// pool and ends their life. A consumer that keeps slices just does not dispose.
/// </summary>
public sealed class SourceBlock : IDisposable
{
    private byte[]? _rented;

    internal SourceBlock(string unit, byte[]? rented, IReadOnlyList<RawRecord> records, IReadOnlyList<DeadLetter> deadLetters)
    {
        Unit = unit;
        _rented = rented;
        Records = records;
        DeadLetters = deadLetters;
    }

    /// <summary>The file: path below its root, with <c>/</c>.</summary>
    public string Unit { get; }

    public IReadOnlyList<RawRecord> Records { get; }

    public IReadOnlyList<DeadLetter> DeadLetters { get; }

    /// <summary>Set on the last block of a file that is no log.</summary>
    public SkippedFile? Skipped { get; init; }

    /// <summary>No block of this file follows.</summary>
    public bool IsLast { get; init; }

    /// <summary>Decompressed bytes read of the file so far.</summary>
    public long BytesRead { get; init; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
