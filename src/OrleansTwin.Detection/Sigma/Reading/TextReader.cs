using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>Values compared as text: the changing modifiers are applied in the order written.</summary>
internal static class TextReader
{
    public static void Read(
        SigmaPosition position,
        YamlScalarNode scalar,
        bool keyword,
        FieldModifiers modifiers,
        SigmaPlaceholders placeholders,
        SigmaCollector collector,
        ImmutableArray<SigmaOperand>.Builder operands)
    {
        var written = scalar.Value ?? "";
        if (YamlScalar.IsNull(scalar))
        {
            if (keyword || !modifiers.Changes.IsEmpty)
            {
                collector.Error(position, "null", "`null` takes no modifier that changes text, and is no keyword.");
            }
            else
            {
                operands.Add(new SigmaNullOperand());
            }

            return;
        }

        if (modifiers.Changes.IsEmpty && !keyword && YamlScalar.AsNumber(scalar) is { } number)
        {
            operands.Add(new SigmaNumberOperand(written, number));
            return;
        }

        var text = YamlScalar.AsBoolean(scalar) is { } truth ? (truth ? "true" : "false") : written;
        foreach (var pattern in Apply(position, text, modifiers.Changes, placeholders, collector))
        {
            // A keyword is searched for anywhere in the record.
            var whole = keyword ? pattern.Surround(before: true, after: true) : pattern;
            operands.Add(new SigmaPatternOperand(written, whole, modifiers.Cased));
        }

        if (modifiers.Changes.Contains("expand") && (operands.Count == 0 || operands[^1].Written != written))
        {
            operands.Add(new SigmaNothingOperand(written));
        }
    }

    private static List<SigmaPattern> Apply(
        SigmaPosition position,
        string text,
        ImmutableArray<string> changes,
        SigmaPlaceholders placeholders,
        SigmaCollector collector)
    {
        IEnumerable<EncodedText> values = [EncodedText.Of(SigmaPattern.Parse(text))];
        foreach (var change in changes)
        {
            if (change == "expand")
            {
                values = [.. Placeholders.Expand(position, text, placeholders, collector).Select(one => EncodedText.Of(SigmaPattern.Parse(one)))];
                continue;
            }

            var next = new List<EncodedText>();
            foreach (var value in values)
            {
                var changed = value.Change(change, out var problem);
                if (problem is not null)
                {
                    collector.Error(position, "modifier-value", $"`{text}`: {problem}");
                    return [];
                }

                next.AddRange(changed);
            }

            values = next;
        }

        var patterns = new List<SigmaPattern>();
        foreach (var value in values)
        {
            if (value.ToPattern() is { } pattern)
            {
                patterns.Add(pattern);
            }
            else
            {
                collector.Error(position, "modifier-value", $"`{text}`: its UTF-16 bytes are no text; follow with `base64` or `base64offset`.");
            }
        }

        return patterns;
    }
}
