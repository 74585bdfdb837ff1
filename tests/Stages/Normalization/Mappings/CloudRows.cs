using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Normalization.Reading;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Formats;

namespace OrleansTwin.Tests.Stages.Normalization.Mappings;

/// <summary>Files read as the pipeline reads them: records, events, dead letters, files that are no logs.</summary>
internal sealed class CloudRows
{
    private static readonly SourceLimits Limits = SourceLimits.Default with
    {
        Further = [.. SourceMappings.Shipped.Signatures.Select(static one => new FormatSignature(one.Format, [.. one.All], [.. one.Any], [.. one.Text]))],
    };

    private readonly MappedReader _mapped = new();
    private readonly CloudTrailReader _cloudTrail = new();

    public List<CloudEvent> Events { get; } = [];

    public List<DeadLetter> Letters { get; } = [];

    public List<SkippedFile> Skipped { get; } = [];

    public static CloudRows OfFolder(string folder)
    {
        var rows = new CloudRows();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            rows.Read(Path.GetRelativePath(folder, file), File.ReadAllBytes(file));
        }

        return rows;
    }

    public static CloudRows OfText(string text)
    {
        var rows = new CloudRows();
        rows.Read("text", Encoding.UTF8.GetBytes(text));
        return rows;
    }

    /// <summary>A set whose rows hold the record under <c>event</c>, as an object or as text.</summary>
    public static CloudRows OfLabelled(string file)
    {
        var lines = File.ReadLines(file).Select(static line =>
        {
            using var row = JsonDocument.Parse(line);
            var inner = row.RootElement.GetProperty("event");
            return inner.ValueKind == JsonValueKind.String ? inner.GetString()! : inner.GetRawText();
        });
        return OfText(string.Join('\n', lines));
    }

    private void Read(string unit, byte[] bytes)
    {
        foreach (var block in RecordReader.ReadFile(new MemoryStream(bytes), unit, Limits))
        {
            Letters.AddRange(block.DeadLetters);
            Skipped.AddRange(block.Skipped is { } skipped ? [skipped] : []);
            foreach (var record in block.Records)
            {
                CloudEvent? read = null;
                DeadLetter? letter = null;
                var done = record.Format switch
                {
                    RecordFormat.CloudTrail or RecordFormat.EventBridge => _cloudTrail.TryRead(record.Position, record.Bytes, record.Format, out read, out letter),
                    RecordFormat.VpcFlow => VpcFlowReader.TryRead(record.Position, record.Bytes, record.FlowHeader, out read, out letter),
                    _ => _mapped.TryRead(record.Position, record.Bytes, record.Format, out read, out letter),
                };
                if (done)
                {
                    Events.Add(read!);
                }
                else
                {
                    Letters.Add(record.Locate(letter!));
                }
            }
        }
    }
}
