using System.Globalization;

namespace OrleansTwin.Detection.Intel;

/// <summary>Normal form and kind of an indicator from its text alone. Defanged writing (<c>[.]</c>) is understood.</summary>
internal static class IndicatorText
{
    private const int DomainMax = 253;
    private const int LabelMax = 63;

    /// <summary>Address or range, file hash or domain; null if the text is none of them.</summary>
    public static (IndicatorKind Kind, string Value)? Recognise(string text)
    {
        text = Refang(text);
        if (IpPrefix.TryParse(text, out var prefix))
        {
            return (IndicatorKind.Address, prefix.ToString());
        }

        if (Hash(text) is { } hash)
        {
            return (IndicatorKind.FileHash, hash);
        }

        return Domain(text) is { } domain ? (IndicatorKind.Domain, domain) : null;
    }

    /// <summary>The normal form for a kind that is known; null if the text does not fit it.</summary>
    public static string? Normalise(IndicatorKind kind, string text) => kind switch
    {
        IndicatorKind.Address => IpPrefix.TryParse(Refang(text), out var prefix) ? prefix.ToString() : null,
        IndicatorKind.Domain => Domain(Refang(text)),
        IndicatorKind.FileHash => Hash(text.Trim()),
        IndicatorKind.UserAgent or IndicatorKind.Name or IndicatorKind.AccountId =>
            text.Trim() is { Length: > 0 } trimmed ? trimmed.ToLowerInvariant() : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Lower case, without a dot at the end, international names as ASCII; at least two labels.</summary>
    public static string? Domain(string text)
    {
        text = text.Trim().TrimEnd('.').ToLowerInvariant();
        if (text.StartsWith("*.", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        if (!text.All(char.IsAscii))
        {
            try
            {
                text = new IdnMapping().GetAscii(text);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        var labels = text.Split('.');
        return text.Length <= DomainMax && labels.Length >= 2 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit) ? text : null;
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LabelMax
        && label.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        && label[0] != '-' && label[^1] != '-';

    private static string? Hash(string text) =>
        text.Length is 32 or 40 or 64 or 128 && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;

    private static string Refang(string text) =>
        text.Trim().Replace("[.]", ".", StringComparison.Ordinal).Replace("(.)", ".", StringComparison.Ordinal).Replace("[:]", ":", StringComparison.Ordinal);
}
