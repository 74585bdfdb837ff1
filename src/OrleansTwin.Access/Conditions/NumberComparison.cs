using System.Globalization;

namespace OrleansTwin.Access.Conditions;

/// <summary>Numeric operators on decimal numbers.</summary>
internal sealed class NumberComparison(ComparisonKind comparison, string value, string place) : ValueComparison
{
    private readonly decimal? _value = Parse(value);

    public override Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes)
    {
        if (_value is not { } expected)
        {
            notes.AddError($"{place}: `{value}` is no number");
            return Truth.No;
        }

        if (Parse(contextValue) is not { } actual)
        {
            notes.AddError($"{place}: the request's value `{contextValue}` is no number");
            return Truth.No;
        }

        return Holds(comparison, actual.CompareTo(expected)).ToTruth();
    }

    /// <param name="order">Negative where the request's value comes before the policy's.</param>
    public static bool Holds(ComparisonKind comparison, int order) => comparison switch
    {
        ComparisonKind.Equal => order == 0,
        ComparisonKind.Less => order < 0,
        ComparisonKind.LessOrEqual => order <= 0,
        ComparisonKind.Greater => order > 0,
        ComparisonKind.GreaterOrEqual => order >= 0,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    private static decimal? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
