using System.IO.Compression;
using System.Text;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Everything one read gave, gathered.</summary>
internal sealed record Reads(IReadOnlyList<RawRecord> Records, IReadOnlyList<DeadLetter> Letters, IReadOnlyList<SkippedFile> Skipped)
{
    public IEnumerable<string> Texts => Records.Select(static record => Encoding.UTF8.GetString(record.Bytes.Span));

    public static Reads Of(IEnumerable<SourceBlock> blocks)
    {
        var all = blocks.ToList();
        return new Reads(
            [.. all.SelectMany(static block => block.Records)],
            [.. all.SelectMany(static block => block.DeadLetters)],
            [.. all.Select(static block => block.Skipped).OfType<SkippedFile>()]);
    }

    public static Reads Of(byte[] bytes, SourceLimits? limits = null) => Of(RecordReader.ReadFile(new MemoryStream(bytes), "unit", limits));

    public static Reads Of(string text, SourceLimits? limits = null) => Of(Encoding.UTF8.GetBytes(text), limits);

    public static Reads OfFolder(string path)
    {
        var (files, faults) = SourceFolder.Find([path]);
        var reads = Of(files.SelectMany(static file => FileReader.Read(file)));
        return reads with { Letters = [.. faults, .. reads.Letters] };
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }
}
