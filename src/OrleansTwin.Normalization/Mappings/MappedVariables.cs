using System.Text.Json;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>The variables of a mapping for one record. Text that holds a JSON object or list is taken as that (exports write claims so).</summary>
internal sealed class MappedVariables : IDisposable
{
    private const int DepthMax = 64;

    private readonly List<JsonDocument> _parsed = [];

    public MappedVariables(SourceMapping mapping, Scope scope)
    {
        foreach (var (name, expression) in mapping.Variables)
        {
            scope.Push(name, Element(expression.First(scope)));
        }
    }

    public void Dispose() => _parsed.ForEach(static document => document.Dispose());

    private JsonElement Element(Value value)
    {
        var text = value.Element.ValueKind is JsonValueKind.Undefined or JsonValueKind.String ? value.AsText() : null;
        if (text is null)
        {
            return value.Element;
        }

        var json = text.AsSpan().TrimStart();
        if (json.Length > 0 && json[0] is '{' or '[' && Parse(text) is { } inner)
        {
            return inner;
        }

        return value.Element.ValueKind == JsonValueKind.String ? value.Element : Parse(Text.CanonicalJson.Of(text)) ?? default;
    }

    private JsonElement? Parse(string json)
    {
        try
        {
            var document = JsonDocument.Parse(json, new() { MaxDepth = DepthMax });
            _parsed.Add(document);
            return document.RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
