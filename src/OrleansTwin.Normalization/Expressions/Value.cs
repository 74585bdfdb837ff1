using System.Text.Json;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>
/// What an expression gives: nothing, an element of the record, a text, or JSON text. Nothing means "the record does not say".
/// </summary>
internal readonly struct Value
{
    private readonly JsonElement _element;
    private readonly string? _text;
    private readonly Form _form;

    private Value(Form form, string? text, JsonElement element)
    {
        _form = form;
        _text = text;
        _element = element;
    }

    private enum Form : byte
    {
        Missing,
        Element,
        Text,
        Json,
    }

    public static Value Missing => default;

    public bool IsMissing => _form == Form.Missing;

    /// <summary>The element, or an undefined one where the value is computed.</summary>
    public JsonElement Element => _form == Form.Element ? _element : default;

    public static Value Of(JsonElement element) =>
        element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? Missing : new(Form.Element, null, element);

    public static Value Of(string? text) => text is null ? Missing : new(Form.Text, text, default);

    public static Value OfJson(string? json) => json is null ? Missing : new(Form.Json, json, default);

    public static Value Of(bool truth) => OfJson(truth ? "true" : "false");

    /// <summary>Plain text: strings, numbers, booleans, and the <c>content</c> of an XML element turned into an object; else null.</summary>
    public string? AsText() => _form switch
    {
        Form.Element => TextOf(_element),
        Form.Text => _text,
        Form.Json when _text is ['"', ..] => null,
        Form.Json => _text,
        Form.Missing => null,
        _ => null,
    };

    /// <summary>Text fit for an id or key: neither empty nor hidden.</summary>
    public string? AsName()
    {
        var text = AsText();
        return string.IsNullOrEmpty(text) || Hidden.IsPartly(text) ? null : text;
    }

    /// <summary>JSON text in canonical form.</summary>
    public string? AsJson() => _form switch
    {
        Form.Element => JsonOf(_element),
        Form.Text => CanonicalJson.Of(_text!),
        Form.Json => _text,
        Form.Missing => null,
        _ => null,
    };

    public bool IsTrue() => _form switch
    {
        Form.Element => _element.ValueKind switch
        {
            JsonValueKind.False => false,
            JsonValueKind.String => _element.GetString() is { Length: > 0 } text && text != "false",
            JsonValueKind.Object => Shape.Any(_element),
            JsonValueKind.Array => _element.GetArrayLength() > 0,
            JsonValueKind.Number or JsonValueKind.True => true,
            JsonValueKind.Undefined or JsonValueKind.Null => false,
            _ => false,
        },
        Form.Text => _text!.Length > 0,
        Form.Json => _text != "false" && _text != "null",
        Form.Missing => false,
        _ => false,
    };

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Object when element.TryGetProperty("content"u8, out var content) && content.ValueKind is not JsonValueKind.Object => TextOf(content),
        JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => null,
    };

    // XML lists turned into objects ({"items":[…]}) are lists; an XML text element is its text.
    private static string? JsonOf(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object && Shape.IsText(element))
        {
            return CanonicalJson.Of(TextOf(element) ?? string.Empty);
        }

        return CanonicalJson.Of(element);
    }
}
