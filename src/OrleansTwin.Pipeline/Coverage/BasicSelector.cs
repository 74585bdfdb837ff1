using System.Text.Json;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A basic event selector: reads, writes or both; management events but for sources left out; data events of resources listed.</summary>
internal static class BasicSelector
{
    public static Func<RecordedCall, bool?> Read(JsonElement selector)
    {
        var which = SelectorJson.Text(selector, "readWriteType") ?? "All";
        var management = SelectorJson.Member(selector, "includeManagementEvents") is not { ValueKind: JsonValueKind.False };
        var without = SelectorJson.Texts(selector, "excludeManagementEventSources");
        var data = SelectorJson.Member(selector, "dataResources") is { } list ? Resources(list) : [];
        return call =>
        {
            bool? kind = which switch { "All" => true, "ReadOnly" => call.ReadOnly, "WriteOnly" => !call.ReadOnly, _ => null };
            if (kind != true)
            {
                return kind;
            }

            return call.IsData ? Ternary.Any(data?.Select(resource => Holds(resource, call)) ?? [null])
                : !management ? false
                : without is null ? null
                : !Ternary.Any(without.Select(source => OpenText.Of(call.Source).Is(source)));
        };
    }

    private static List<(string Type, IReadOnlyList<string> Values)>? Resources(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var read = new List<(string, IReadOnlyList<string>)>();
        foreach (var resource in list.EnumerateArray())
        {
            if (resource.ValueKind != JsonValueKind.Object || SelectorJson.Text(resource, "type") is not { } type || SelectorJson.Texts(resource, "values") is not { } values)
            {
                return null;
            }

            read.Add((type, values));
        }

        return read;
    }

    private static bool? Holds((string Type, IReadOnlyList<string> Values) resource, RecordedCall call) =>
        Ternary.All([OpenText.Of(call.Type).Is(resource.Type), Ternary.Any(resource.Values.Select(value => Covers(value, call)))]);

    // `arn:aws:s3` and `arn:aws:s3:::` are all of the service; `…bucket/` and longer are beginnings of objects; else one resource is named.
    private static bool? Covers(string value, RecordedCall call)
    {
        var arn = AdvancedSelector.ResourceOf(call);
        if (value.TrimEnd(':').Split(':').Length <= 3)
        {
            return arn.StartsWith(value.TrimEnd(':') + ":");
        }

        return value.Contains('/', StringComparison.Ordinal) && call.IsWithin ? arn.StartsWith(value)
            : call.IsWithin && value == call.Resource ? true
            : arn.Is(value);
    }
}
