using System.IO.Compression;
using System.Text.Json;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

/// <summary>Recorded data that lies beside the repository; a test skips where it is absent.</summary>
internal static class RecordedData
{
    private static readonly Lazy<string?> Root = new(Find);

    public static string PathOf(string relative)
    {
        Assert.SkipWhen(Root.Value is null, "The recorded data is not on this machine (ORLEANSTWIN_DATA, or shared/data beside the repository).");
        return Path.Combine(Root.Value!, relative);
    }

    /// <summary>CloudTrail records of a folder or file: gzip or plain; an object with Records, an array, or one a line.</summary>
    public static IEnumerable<(string File, string Json)> CloudTrail(string relative)
    {
        var path = PathOf(relative);
        var files = Directory.Exists(path) ? Directory.GetFiles(path).Order(StringComparer.Ordinal).ToArray() : [path];
        foreach (var file in files.Where(file => file.EndsWith(".json.gz", StringComparison.Ordinal)
            || Path.GetFileName(file).StartsWith("aws.", StringComparison.Ordinal) || file == path))
        {
            foreach (var record in Records(file))
            {
                yield return (Path.GetFileNameWithoutExtension(file), record);
            }
        }
    }

    public static string ReadAll(string file)
    {
        using var stream = File.OpenRead(file);
        using Stream content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(content);
        return reader.ReadToEnd();
    }

    private static string[] Records(string file)
    {
        var text = ReadAll(file);
        if (file.EndsWith(".jsonl", StringComparison.Ordinal))
        {
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        using var document = JsonDocument.Parse(text);
        var list = document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement
            : document.RootElement.GetProperty("Records");
        return [.. list.EnumerateArray().Select(record => JsonSerializer.Serialize(record))];
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ORLEANSTWIN_DATA") is { Length: > 0 } set && Directory.Exists(set))
        {
            return set;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
