using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>What is known of logs in general, from <c>Data/logging.json</c>; checked when loaded.</summary>
public sealed class LoggingKnowledge
{
    private const string Resource = "logging.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static LoggingKnowledge Current { get; } = Load();

    /// <summary>By path of delivery: <c>cloudTrailFiles</c>, <c>eventBridge</c>, <c>flowFiles</c>.</summary>
    public required IReadOnlyDictionary<string, LogDelay> Delays { get; init; }

    /// <summary>Longest delay, in seconds, that is called seen in seconds.</summary>
    public required int SecondsUpTo { get; init; }

    /// <summary>Event sources whose management events a trail can leave out by name.</summary>
    public required IReadOnlyList<string> Excludable { get; init; }

    public required IReadOnlyList<StoreLogging> Stores { get; init; }

    public required IReadOnlyList<DataEventCalls> DataEvents { get; init; }

    /// <summary>Kinds of logs beside trails.</summary>
    public required IReadOnlyList<LogKind> Logs { get; init; }

    public required IReadOnlyList<OtherLog> Others { get; init; }

    public LogDelay CloudTrailFiles => Delays["cloudTrailFiles"];

    public LogDelay EventBridge => Delays["eventBridge"];

    public LogDelay FlowFiles => Delays["flowFiles"];

    public StoreLogging? StoreOf(string type) => Stores.FirstOrDefault(store => store.Types.Contains(type, StringComparer.Ordinal));

    public OtherLog? OtherOf(RecordFormat format) => Others.FirstOrDefault(other => other.Formats.Contains(format));

    /// <summary>The resource type of the data event that the call is; null where it is a management event.</summary>
    public string? DataEventOf(string source, string name) =>
        DataEvents.FirstOrDefault(calls => calls.Source == source && calls.Names.Contains(name, StringComparer.Ordinal))?.Event;

    public Sighting ClassOf(double seconds) => seconds <= SecondsUpTo ? Sighting.InSeconds : Sighting.InMinutes;

    private static LoggingKnowledge Load()
    {
        using var stream = typeof(LoggingKnowledge).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"`{Resource}` is not in the assembly");
        var read = JsonSerializer.Deserialize<LoggingKnowledge>(stream, Options) ?? throw new InvalidOperationException($"`{Resource}` is empty");
        _ = (read.CloudTrailFiles, read.EventBridge, read.FlowFiles);
        foreach (var store in read.Stores)
        {
            var whole = store.Reads switch
            {
                StoreReads.Data => store is { Source: not null, Event: not null },
                StoreReads.Management => store.Source is not null,
                _ => store.HowTo is not null,
            };
            if (!whole)
            {
                throw new InvalidOperationException($"`{Resource}`: the entry of `{string.Join(", ", store.Types)}` lacks what `{store.Reads}` needs");
            }
        }

        return read;
    }
}
