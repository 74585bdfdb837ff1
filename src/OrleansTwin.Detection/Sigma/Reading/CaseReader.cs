using System.Collections.Immutable;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>
/// <c>x-cases</c>: <c>fires</c> and <c>near-misses</c>, each a list of {name, origin, event | events, repeat?, every?, vary?}.
/// <c>repeat</c> copies the events with times <c>every</c> apart, <c>vary</c> names fields to which the copy's number is added:
/// how a burst is written in few lines.
/// </summary>
internal static class CaseReader
{
    private const int RepeatMax = 1_000;

    public static ImmutableArray<SigmaCase> Read(MapReader map)
    {
        var cases = map.Map("x-cases");
        if (cases is null)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<SigmaCase>();
        foreach (var (key, position, value) in cases.Entries)
        {
            if (key is not ("fires" or "near-misses"))
            {
                map.Collector.Error(position, "case-kind", $"`{key}`; allowed: fires, near-misses.");
            }
            else if (value is not YamlSequenceNode list)
            {
                map.Collector.Error(position, "list-expected", $"`{key}` must be a list.");
            }
            else
            {
                foreach (var child in list.Children)
                {
                    ReadCase(map, cases, child, key == "fires", found);
                }
            }
        }

        return found.ToImmutable();
    }

    private static void ReadCase(
        MapReader map, MapReader cases, YamlNode node, bool fires, ImmutableArray<SigmaCase>.Builder found)
    {
        if (node is not YamlMappingNode mapping)
        {
            map.Collector.Error(cases.At(node), "map-expected", "A case is a map with a `name` and an `event`.");
            return;
        }

        var reader = new MapReader(cases.Position.File, mapping, map.Collector);
        var events = reader.Find("event") is { } single
            ? [single]
            : (reader.Find("events") as YamlSequenceNode)?.Children.ToArray() ?? [];
        if (events.Length == 0 || events.Any(one => one is not YamlMappingNode))
        {
            map.Collector.Error(reader.Position, "case-event", "A case needs an `event` (a map) or `events` (a list of maps).");
            return;
        }

        var repeat = reader.Find("repeat") is YamlScalarNode scalar ? YamlScalar.AsNumber(scalar) ?? 0 : 1;
        var every = reader.Text("every") is { } written ? TimespanText.Parse(written) : TimeSpan.FromSeconds(1);
        if (repeat is < 1 or > RepeatMax || every is null)
        {
            map.Collector.Error(reader.Position, "case-repeat", $"`repeat` is a number up to {RepeatMax}, `every` a time such as 2s.");
            return;
        }

        var records = Expand([.. events.Select(YamlJson.Write)], (int)repeat, every.Value, reader.Texts("vary"));
        found.Add(new(reader.Text("name") ?? "", reader.Text("origin") ?? "", fires, records, reader.Position));
    }

    private static ImmutableArray<string> Expand(
        ImmutableArray<string> events, int repeat, TimeSpan every, ImmutableArray<string> vary)
    {
        var records = ImmutableArray.CreateBuilder<string>(events.Length * repeat);
        for (var i = 0; i < repeat; i++)
        {
            foreach (var text in events)
            {
                records.Add(repeat == 1 ? text : Copy(text, i, every * i, vary));
            }
        }

        return records.ToImmutable();
    }

    private static string Copy(string text, int number, TimeSpan later, ImmutableArray<string> vary)
    {
        var record = JsonNode.Parse(text)!.AsObject();
        if (record["eventTime"]?.GetValue<string>() is { } time
            && DateTimeOffset.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out var parsed))
        {
            record["eventTime"] = (parsed + later).ToUniversalTime()
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        }

        foreach (var path in vary.Add("eventID"))
        {
            JsonNode? parent = record;
            var steps = path.Split('.');
            foreach (var step in steps[..^1])
            {
                parent = (parent as JsonObject)?[step];
            }

            if ((parent as JsonObject)?[steps[^1]] is JsonValue value && value.TryGetValue<string>(out var old))
            {
                parent[steps[^1]] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{old}-{number}");
            }
        }

        return record.ToJsonString();
    }
}
