using OrleansTwin.Sources.Files;

namespace OrleansTwin.Bench;

/// <summary>The files of a measurement: what is read before it, untimed, and what is measured.</summary>
/// <param name="Records">Records of the measured files; 0 where not known beforehand.</param>
/// <param name="Singly">Records are due one by one at the rate.</param>
internal sealed record BenchLoad(string Name, IReadOnlyList<SourceFile> Past, IReadOnlyList<SourceFile> Files, long Records, long Bytes, int Rate, bool Singly)
{
    /// <summary>Recorded files, all measured.</summary>
    public static BenchLoad Of(IReadOnlyList<SourceFile> files) => new("cases", [], files, 0, 0, 0, false);
}
