using System.Globalization;
using OrleansTwin.Model.Signals;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>How a product says how grave a finding is: by words, without case, or by a number and where each level begins.</summary>
internal sealed record SeverityRule(Expr Of, IReadOnlyList<(Severity Severity, string[] Words, double? From)> Levels)
{
    /// <summary>The level, or null where the text is none of them; and the text.</summary>
    public (Severity? Severity, string Text) Read(Scope scope)
    {
        var text = Of.First(scope).AsText() ?? string.Empty;
        foreach (var (severity, words, _) in Levels)
        {
            if (Array.Exists(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)))
            {
                return (severity, text);
            }
        }

        return (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? OfNumber(number) : null, text);
    }

    private Severity? OfNumber(double number) =>
        Levels.Where(level => level.From <= number).Select(static level => (Severity?)level.Severity).Max();
}
