using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansTwin.Incidents.Response;

/// <summary>
/// Fills JSON from places. A text <c>{place}</c> becomes the value, <c>?{place}</c> the same or nothing, <c>#{place}</c> a whole number or nothing;
/// objects and lists that nothing is left of go too. Null where a value that must be there is not known.
/// </summary>
internal static class JsonTemplate
{
    public static JsonNode? Fill(JsonNode template, IReadOnlyDictionary<string, string> places, ISet<string> used) => Part(template, places, used, out var whole) is { } node && whole ? node : null;

    private static JsonNode? Part(JsonNode? template, IReadOnlyDictionary<string, string> places, ISet<string> used, out bool whole)
    {
        whole = true;
        switch (template)
        {
            case JsonObject members:
                var json = new JsonObject();
                foreach (var (name, member) in members)
                {
                    var part = Part(member, places, used, out var known);
                    whole &= known;
                    if (part is not null)
                    {
                        json[name] = part;
                    }
                }

                return json.Count == 0 ? null : json;
            case JsonArray items:
                var list = new JsonArray();
                foreach (var item in items)
                {
                    var part = Part(item, places, used, out var known);
                    whole &= known;
                    if (part is not null)
                    {
                        list.Add(part);
                    }
                }

                return list.Count == 0 ? null : list;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.EndsWith('}') && text.IndexOf('{', StringComparison.Ordinal) is 0 or 1:
                return Value(text, places, used, out whole);
            default:
                return template?.DeepClone();
        }
    }

    private static JsonValue? Value(string text, IReadOnlyDictionary<string, string> places, ISet<string> used, out bool whole)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var place = text[(open + 1)..^1];
        whole = true;
        if (!places.TryGetValue(place, out var value))
        {
            whole = open == 1;
            return null;
        }

        used.Add(place);
        if (text[0] != '#')
        {
            return JsonValue.Create(value);
        }

        whole = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return whole ? JsonValue.Create(number) : null;
    }
}
