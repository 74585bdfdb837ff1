using OrleansTwin.Sources.Framing;

namespace OrleansTwin.Sources.Parquet;

/// <summary>Flow logs delivered as Parquet, row by row as text lines under a header of the column names.</summary>
internal static class ParquetFlowRows
{
    public static SkippedFile? Read(Stream content, ByteWindow window, string unit, SourceLimits limits, UnitSink sink) =>
        new(unit, "Parquet");
}
