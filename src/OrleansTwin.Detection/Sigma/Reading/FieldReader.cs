using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OrleansTwin.Detection.Intel;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>One line of a selection: field, modifiers and values become a <see cref="SigmaTest"/>.</summary>
internal static class FieldReader
{
    public static SigmaTest? Read(
        MapReader context, SigmaPosition position, string key, YamlNode value, SigmaPlaceholders placeholders)
    {
        var collector = context.Collector;
        var modifiers = FieldModifiers.Parse(position, key, collector);
        if (modifiers is null)
        {
            return null;
        }

        var name = key.Split('|')[0];
        var field = name.Length == 0 ? null : name;
        if (field is null && modifiers.Kind is not (FieldTestKind.Text or FieldTestKind.Regex))
        {
            collector.Error(position, "keyword-modifier", $"`{key}`: keywords are texts or regular expressions.");
            return null;
        }

        var scalars = Scalars(context, value);
        if (scalars is null)
        {
            return null;
        }

        if (modifiers.All && scalars.Count == 1)
        {
            collector.Warning(position, "all-single", "`all` has no effect on a single value.");
        }

        var operands = ImmutableArray.CreateBuilder<SigmaOperand>();
        var errors = collector.Errors;
        foreach (var scalar in scalars)
        {
            ReadValue(context.At(scalar), scalar, field is null, modifiers, placeholders, collector, operands);
            if (operands.Count > SigmaLimits.OperandsMax)
            {
                collector.Error(position, "too-many-values", $"More than {SigmaLimits.OperandsMax} values.");
                return null;
            }
        }

        return collector.Errors == errors
            ? new(field, position, operands.ToImmutable(), modifiers.All, modifiers.Negated)
            : null;
    }

    private static List<YamlScalarNode>? Scalars(MapReader context, YamlNode value)
    {
        switch (value)
        {
            case YamlScalarNode scalar:
                return [scalar];
            case YamlSequenceNode { Children.Count: > 0 } list when list.Children.All(child => child is YamlScalarNode):
                return [.. list.Children.Cast<YamlScalarNode>()];
            case YamlSequenceNode { Children.Count: 0 }:
                context.Collector.Error(context.At(value), "value", "The list of values is empty.");
                return null;
            default:
                context.Collector.Error(context.At(value), "value", "A value is a text, number, boolean, null or a list of them.");
                return null;
        }
    }

    private static void ReadValue(
        SigmaPosition position,
        YamlScalarNode scalar,
        bool keyword,
        FieldModifiers modifiers,
        SigmaPlaceholders placeholders,
        SigmaCollector collector,
        ImmutableArray<SigmaOperand>.Builder operands)
    {
        var written = scalar.Value ?? "";
        switch (modifiers.Kind)
        {
            case FieldTestKind.Text:
                TextReader.Read(position, scalar, keyword, modifiers, placeholders, collector, operands);
                break;
            case FieldTestKind.Regex:
                if (TryRegex(position, written, modifiers.RegexFlags, collector) is { } expression)
                {
                    operands.Add(new SigmaRegexOperand(written, expression));
                }

                break;
            case FieldTestKind.Cidr:
                ReadCidr(position, written, modifiers, placeholders, collector, operands);
                break;
            case FieldTestKind.Exists:
                if (YamlScalar.AsBoolean(scalar) is { } expected)
                {
                    operands.Add(new SigmaExistsOperand(written, expected));
                }
                else
                {
                    collector.Error(position, "boolean-expected", $"`{written}`: `exists` needs true or false.");
                }

                break;
            case FieldTestKind.Reference:
                operands.Add(new SigmaReferenceOperand(written, written, Mode(modifiers), modifiers.Cased));
                break;
            case FieldTestKind.Compare:
            case FieldTestKind.Time:
                ReadNumber(position, written, modifiers, collector, operands);
                break;
            default:
                throw new InvalidOperationException($"No reading of {modifiers.Kind}.");
        }
    }

    private static void ReadNumber(
        SigmaPosition position,
        string written,
        FieldModifiers modifiers,
        SigmaCollector collector,
        ImmutableArray<SigmaOperand>.Builder operands)
    {
        if (!YamlScalar.TryNumber(written, out var number))
        {
            collector.Error(position, "number-expected", $"`{written}` is not a number.");
        }
        else if (modifiers.Kind == FieldTestKind.Time)
        {
            operands.Add(new SigmaTimeOperand(written, modifiers.TimePart, modifiers.Comparison, number));
        }
        else
        {
            operands.Add(new SigmaCompareOperand(written, modifiers.Comparison, number));
        }
    }

    private static void ReadCidr(
        SigmaPosition position,
        string written,
        FieldModifiers modifiers,
        SigmaPlaceholders placeholders,
        SigmaCollector collector,
        ImmutableArray<SigmaOperand>.Builder operands)
    {
        var texts = modifiers.Changes.Contains("expand")
            ? Placeholders.Expand(position, written, placeholders, collector)
            : [written];
        if (texts.IsEmpty)
        {
            operands.Add(new SigmaNothingOperand(written));
        }

        foreach (var text in texts)
        {
            if (IpPrefix.TryParse(text, out var prefix))
            {
                operands.Add(new SigmaCidrOperand(text, prefix));
            }
            else
            {
                collector.Error(position, "cidr", $"`{text}` is not an IPv4 or IPv6 address or range.");
            }
        }
    }

    private static SigmaReferenceMode Mode(FieldModifiers modifiers) => modifiers.Changes.LastOrDefault() switch
    {
        "contains" => SigmaReferenceMode.Contains,
        "startswith" => SigmaReferenceMode.StartsWith,
        "endswith" => SigmaReferenceMode.EndsWith,
        _ => SigmaReferenceMode.Equal,
    };

    private static Regex? TryRegex(SigmaPosition position, string written, RegexOptions flags, SigmaCollector collector)
    {
        var options = flags | RegexOptions.CultureInvariant;
        try
        {
            // Without backtracking the time is linear in the value, so no clock can decide the outcome.
            return new(written, options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            // Look-arounds and back-references, which the specification does not list among its metacharacters.
            collector.Warning(position, "regex-backtracking",
                $"`{written}` needs backtracking; a value that takes longer than {SigmaLimits.RegexTimeoutMax.TotalMilliseconds} ms leaves the rule undecided.");
            return new(written, options, SigmaLimits.RegexTimeoutMax);
        }
        catch (ArgumentException exception)
        {
            collector.Error(position, "regex", $"`{written}`: {exception.Message}");
            return null;
        }
    }
}
