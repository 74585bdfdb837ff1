using System.Globalization;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Sources;

/// <summary>
/// One record as it stands in its source: bytes (a slice of its block's buffer), where it stands, and its format as found from
/// content. <paramref name="FlowHeader"/> is the header line in force for a flow-log line (field names, space separated), or null for
/// the default format; the same string instance for all lines of a file.
/// </summary>
/// <param name="Offset">Byte offset of the record in the decompressed unit; for Parquet the row.</param>
/// <param name="Line">Line the record begins on, from 1.</param>
public readonly record struct RawRecord(SourcePosition Position, ReadOnlyMemory<byte> Bytes, RecordFormat Format, string? FlowHeader, long Offset, long Line)
{
    /// <summary>A dead letter of a reader, which knows the index only, with line and byte added.</summary>
    public DeadLetter Locate(DeadLetter letter) => letter with { Position = PlaceOf(Position.Index, Line, Offset) };

    internal static string PlaceOf(long index, long line, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"record {index}, line {line}, byte {offset}");
}
