using OrleansTwin.Sources.Framing;

namespace OrleansTwin.Sources;

/// <summary>
/// Reads one file: takes off gzip, finds out what it is, cuts it into records in blocks of bounded size. Pure over the stream: no
/// other input, no exception for bad content. An I/O error of the stream passes through.
/// </summary>
public static class RecordReader
{
    /// <summary>The blocks of a file, at least one, the last marked. The stream is left to the caller to dispose.</summary>
    public static IEnumerable<SourceBlock> ReadFile(Stream stream, string unit, SourceLimits? limits = null) =>
        new UnitReader(stream, unit, limits ?? SourceLimits.Default).Blocks();
}
