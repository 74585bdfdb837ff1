using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>The type of a plain scalar after the YAML 1.2 core schema; a quoted scalar is always text.</summary>
internal static class YamlScalar
{
    public static bool IsNull(YamlScalarNode node) =>
        node.Style == ScalarStyle.Plain && (node.Value is null or "" or "~" or "null" or "Null" or "NULL");

    public static bool? AsBoolean(YamlScalarNode node) => node.Style != ScalarStyle.Plain
        ? null
        : node.Value switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ => null,
        };

    public static double? AsNumber(YamlScalarNode node) =>
        node.Style == ScalarStyle.Plain && TryNumber(node.Value, out var number) ? number : null;

    /// <summary>A decimal number as JSON writes it; no hexadecimal, no infinity, no blanks.</summary>
    public static bool TryNumber(string? text, out double number)
    {
        number = 0;
        return text is { Length: > 0 and < 40 }
            && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
            && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.')
            && double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out number)
            && double.IsFinite(number);
    }
}
