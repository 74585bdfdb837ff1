using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Reading;

/// <summary>Reads VPC flow-log lines from any thread: each keeps a <see cref="FlowLineReader"/>, whose pools change no result.</summary>
public static class VpcFlowReader
{
    /// <summary>The order of fields of version 2, in force where a file has no header line.</summary>
    public const string DefaultHeader = FlowLayout.DefaultHeader;

    [ThreadStatic]
    private static FlowLineReader? t_reader;

    /// <inheritdoc cref="FlowLineReader.TryRead"/>
    public static bool TryRead(SourcePosition position, ReadOnlyMemory<byte> line, string? header, out CloudEvent? cloudEvent, out DeadLetter? deadLetter) =>
        (t_reader ??= new FlowLineReader()).TryRead(position, line, header, out cloudEvent, out deadLetter);
}
