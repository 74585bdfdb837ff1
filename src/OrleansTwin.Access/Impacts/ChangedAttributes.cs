using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Changes;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts;

/// <summary>What a change touched, as JSON before and after: known values written, unknown ones left out (CONTRACTS).</summary>
internal static class ChangedAttributes
{
    private const string Cut = "\"(cut)\"";

    public static string Json(ResourceChange change, ConfigView view, int charactersMax)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var path in change.Attributes.Select(static a => a.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (view.Attribute(path) is { } attribute)
                {
                    Attribute(writer, path, attribute, change, charactersMax);
                }
            }

            foreach (var kind in change.Relations.Select(static r => r.Kind).Distinct().Order())
            {
                writer.WriteStartArray(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
                foreach (var to in view.RelationsOf(kind).Select(static r => r.To).Order().Take(100))
                {
                    writer.WriteStringValue(to.Value);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Attribute(Utf8JsonWriter writer, string path, AttributeView attribute, ResourceChange change, int charactersMax)
    {
        if (attribute.IsSet)
        {
            // Of a set only the elements the change speaks of, unless it set the whole.
            var whole = change.Attributes.Any(a => a.Path == path && a.Element is null);
            var touched = change.Attributes.Where(a => a.Path == path && a.Element is not null).Select(static a => a.Element!).ToHashSet(StringComparer.Ordinal);
            writer.WriteStartObject(path);
            foreach (var (element, value) in attribute.Elements.Where(pair => whole || touched.Contains(pair.Key)))
            {
                writer.WritePropertyName(element);
                Value(writer, value, charactersMax);
            }

            writer.WriteEndObject();
        }
        else if (attribute.Known)
        {
            writer.WritePropertyName(path);
            Value(writer, attribute.Value, charactersMax);
        }
    }

    private static void Value(Utf8JsonWriter writer, string? json, int charactersMax)
    {
        if (json is null)
        {
            writer.WriteNullValue();
            return;
        }

        if (json.Length > charactersMax)
        {
            writer.WriteRawValue(Cut);
            return;
        }

        try
        {
            writer.WriteRawValue(json);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(json);
        }
    }
}
