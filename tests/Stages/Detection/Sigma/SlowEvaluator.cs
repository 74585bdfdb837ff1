using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

/// <summary>The obvious evaluator: one rule, one event, a JSON document and strings. Slow, and the truth for the compiled one.</summary>
internal sealed class SlowEvaluator(SigmaLog log, string json)
{
    private readonly JsonElement _root = JsonDocument.Parse(json).RootElement;

    public bool Holds(SigmaNode node) => node switch
    {
        SigmaSelection selection => Holds(selection.Node),
        SigmaNot not => !Holds(not.Node),
        SigmaAll all => all.Nodes.All(Holds),
        SigmaAny any => any.Nodes.Any(Holds),
        SigmaTest test => (test.RequireAll ? test.Operands.All(operand => Passes(test, operand)) : test.Operands.Any(operand => Passes(test, operand))) != test.Negated,
        _ => throw new InvalidOperationException(),
    };

    private bool Passes(SigmaTest test, SigmaOperand operand)
    {
        if (test.Field is null)
        {
            return operand is SigmaPatternOperand keyword && Documents(json).Any(text => Fits(keyword.Pattern, keyword.Cased, text));
        }

        var values = Values(test.Field);
        return operand switch
        {
            SigmaNullOperand => values.All(value => value.ValueKind == JsonValueKind.Null),
            SigmaExistsOperand exists => (values.Count > 0) == exists.Expected,
            SigmaPatternOperand pattern => values.SelectMany(Texts).Any(text => Fits(pattern.Pattern, pattern.Cased, text)),
            SigmaRegexOperand regex => values.SelectMany(Texts).Any(text => regex.Expression.IsMatch(text)),
            SigmaNumberOperand number => values.Any(value => Number(value) == number.Value),
            SigmaCompareOperand compare => values.Any(value => Number(value) is { } left && compare.Comparison.Holds(left, compare.Value)),
            SigmaReferenceOperand reference => values.SelectMany(Texts).Any(left => Values(reference.Field)
                .Where(value => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array))
                .Select(Text).Any(right => Compare(reference, left, right))),
            _ => throw new InvalidOperationException(operand.GetType().Name),
        };
    }

    private static bool Compare(SigmaReferenceOperand reference, string left, string right)
    {
        (left, right) = reference.Cased ? (left, right) : (Fold(left), Fold(right));
        return reference.Mode switch
        {
            SigmaReferenceMode.Contains => left.Contains(right, StringComparison.Ordinal),
            SigmaReferenceMode.StartsWith => left.StartsWith(right, StringComparison.Ordinal),
            SigmaReferenceMode.EndsWith => left.EndsWith(right, StringComparison.Ordinal),
            _ => left == right,
        };
    }

    private List<JsonElement> Values(string field)
    {
        var found = new List<JsonElement>();
        foreach (var path in log.PathsOf(field))
        {
            Resolve(_root, path.Split('.'), found, 2);
        }

        return found;
    }

    private void Resolve(JsonElement element, string[] steps, List<JsonElement> found, int embedded)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            if (steps.Length == 0)
            {
                found.Add(element);
            }

            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                if (steps.Length > 0 && steps[0] == index.ToString(CultureInfo.InvariantCulture))
                {
                    Resolve(item, steps[1..], found, embedded);
                }

                Resolve(item, steps, found, embedded);
                index++;
            }

            return;
        }

        if (steps.Length == 0)
        {
            found.Add(element);
            return;
        }

        if (element.ValueKind == JsonValueKind.String && embedded > 0 && Embedded(element.GetString()!) is { } inner)
        {
            Resolve(inner, steps, found, embedded - 1);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            var keys = property.Name.Split('.');
            if (keys.Length <= steps.Length && keys.Zip(steps).All(pair => SameKey(pair.First, pair.Second)))
            {
                Resolve(property.Value, steps[keys.Length..], found, embedded);
            }
        }
    }

    private bool SameKey(string left, string right) =>
        string.Equals(left, right, log.KeyCase == KeyCase.Exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Embedded(string text)
    {
        text = text.StartsWith('%') ? Uri.UnescapeDataString(text) : text;
        if (!text.TrimStart().StartsWith('{') && !text.TrimStart().StartsWith('['))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Array => [],
        JsonValueKind.Object => Documents(Compact(value.GetRawText())),
        _ => [Text(value)],
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object => Compact(value.GetRawText()),
        _ => value.GetRawText(),
    };

    private static string[] Documents(string json) => json.Contains('\\', StringComparison.Ordinal)
        ? [json, Regex.Replace(json, @"\\(u[0-9a-fA-F]{4}|.)", match => match.Value[1] switch
        {
            'u' => ((char)Convert.ToInt32(match.Value[2..], 16)).ToString(),
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'b' => "\b",
            'f' => "\f",
            var plain => plain.ToString(),
        })]
        : [json];

    private static string Compact(string raw) => Regex.Replace(raw, "(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+", "$1");

    private static double? Number(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String))
        {
            return null;
        }

        var text = Text(value);
        return Regex.IsMatch(text, @"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$")
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool Fits(SigmaPattern pattern, bool cased, string text)
    {
        var expression = string.Concat(pattern.Glyphs.Select(glyph => glyph.Kind switch
        {
            SigmaGlyphKind.Many => ".*",
            SigmaGlyphKind.One => ".",
            _ => Regex.Escape((cased ? glyph.Character.ToString() : Fold(glyph.Character.ToString()))),
        }));
        return Regex.IsMatch(cased ? text : Fold(text), $@"\A{expression}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static string Fold(string text) =>
        string.Concat(text.Select(character => char.IsAscii(character)
            ? char.ToLowerInvariant(character)
            : char.IsAscii(char.ToLowerInvariant(character)) ? character : char.ToLowerInvariant(character)));
}
