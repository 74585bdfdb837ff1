using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Access.Clouds;

/// <summary>Reads parts of a case and gathers what is wrong with them, each with its place.</summary>
internal sealed class CaseProblems
{
    /// <summary>Most problems told for one case.</summary>
    public const int ProblemsMax = 100;

    private const int ShownLengthMax = 60;
    private readonly List<string> _found = [];

    public IReadOnlyList<string> Found => _found;

    public void Add(string problem)
    {
        if (_found.Count < ProblemsMax)
        {
            _found.Add(_found.Count == ProblemsMax - 1 ? $"more than {ProblemsMax - 1} problems; the rest is not told" : problem);
        }
    }

    /// <summary>The text of a property; null where it is absent or null; a problem where it is something else.</summary>
    public string? Text(JsonElement element, string name, string place)
    {
        if (!TryGet(element, name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Add($"{place}.{name} {Show(value)}: allowed is a text");
        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string? Needed(JsonElement element, string name, string place)
    {
        var text = Text(element, name, place);
        if (string.IsNullOrEmpty(text))
        {
            Add($"{place}.{name} is missing");
            return null;
        }

        return text;
    }

    public bool Flag(JsonElement element, string name, string place)
    {
        if (!TryGet(element, name, out var value))
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add($"{place}.{name} {Show(value)}: allowed are true and false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>The items of a list with their places; none where it is absent.</summary>
    public IEnumerable<(JsonElement Item, string Place)> Items(JsonElement element, string name, string place, int itemsMax)
    {
        if (!TryGet(element, name, out var value))
        {
            yield break;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Add($"{place}.{name} {Show(value)}: allowed is a list");
            yield break;
        }

        if (value.GetArrayLength() is var count && count > itemsMax)
        {
            Add($"{place}.{name} has {count} items; allowed are {itemsMax}");
            yield break;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            yield return (item, $"{place}.{name}[{index++}]");
        }
    }

    /// <summary>The objects of a list; what is no object is a problem.</summary>
    public IEnumerable<(JsonElement Item, string Place)> Objects(JsonElement element, string name, string place, int itemsMax)
    {
        foreach (var (item, at) in Items(element, name, place, itemsMax))
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                yield return (item, at);
            }
            else
            {
                Add($"{at} {Show(item)}: allowed is an object");
            }
        }
    }

    /// <summary>The texts of a list.</summary>
    public ImmutableArray<string> Texts(JsonElement element, string name, string place, int itemsMax)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (item, at) in Items(element, name, place, itemsMax))
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                texts.Add(item.GetString()!);
            }
            else
            {
                Add($"{at} {Show(item)}: allowed is a text");
            }
        }

        return texts.ToImmutable();
    }

    public static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public static string Show(JsonElement value) => $"`{Shorten(value.GetRawText())}`";

    public static string Shorten(string text) => text.Length <= ShownLengthMax ? text : text[..ShownLengthMax] + "…";
}
