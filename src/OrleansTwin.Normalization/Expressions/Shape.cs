using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>
/// The shapes CloudTrail makes of XML: a list is <c>{"items":[…]}</c>, <c>{"item":…}</c>, <c>{"member":…}</c>, a bare array or, with one
/// member, the member itself; an empty list is <c>{}</c> or <c>""</c>; a text with attributes is <c>{"tag":1,"content":…}</c>.
/// </summary>
internal static class Shape
{
    /// <summary>Most members of one list that are looked at.</summary>
    public const int ItemsMax = 2_000;

    public static bool IsText(JsonElement element) => element.TryGetProperty("content"u8, out var content) && content.ValueKind != JsonValueKind.Object;

    public static bool Any(JsonElement element)
    {
        foreach (var _ in element.EnumerateObject())
        {
            return true;
        }

        return false;
    }

    /// <summary>The list under its wrappers; a value that is no list is returned as it is.</summary>
    public static JsonElement Unwrap(JsonElement element)
    {
        for (var depth = 0; depth < 4 && element.ValueKind == JsonValueKind.Object; depth++)
        {
            if (!(element.TryGetProperty("items"u8, out var inner) || element.TryGetProperty("item"u8, out inner) || element.TryGetProperty("member"u8, out inner)))
            {
                return element;
            }

            element = inner;
        }

        return element;
    }

    /// <summary>The members of a list in any of its shapes.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element)
    {
        var list = Unwrap(element);
        switch (list.ValueKind)
        {
            case JsonValueKind.Array:
                return list.EnumerateArray().Where(static e => e.ValueKind != JsonValueKind.Null).Take(ItemsMax);
            case JsonValueKind.Object:
                return Any(list) ? [list] : [];
            case JsonValueKind.String:
                return list.GetString() is { Length: > 0 } ? [list] : [];
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return [list];
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return [];
            default:
                return [];
        }
    }

    /// <summary>As the other, for names known at load.</summary>
    public static JsonElement Member(JsonElement element, ReadOnlySpan<byte> name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        return element.TryGetProperty(name, out var found) ? found : AnyCase(element, name);
    }

    private static JsonElement AnyCase(JsonElement element, ReadOnlySpan<byte> name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (Ascii.EqualsIgnoreCase(JsonMarshal.GetRawUtf8PropertyName(property), name))
            {
                return property.Value;
            }
        }

        return default;
    }

    /// <summary>A member by name: exact, with the first letter in the other case, or in any case (<c>arn</c>, <c>aRN</c>, <c>ARN</c>).</summary>
    public static JsonElement Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        return element.TryGetProperty(name, out var found) ? found : AnyCase(element, Encoding.UTF8.GetBytes(name));
    }
}
