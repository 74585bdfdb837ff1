namespace OrleansTwin.Access.Conditions;

/// <summary>Bool and Null: <c>true</c> or <c>false</c>, case ignored.</summary>
internal sealed class BoolComparison(string value, string place) : ValueComparison
{
    public override Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes)
    {
        if (!bool.TryParse(value, out var expected))
        {
            notes.AddError($"{place}: `{value}`; allowed are true and false");
            return Truth.No;
        }

        if (!bool.TryParse(contextValue, out var actual))
        {
            notes.AddError($"{place}: the request's value `{contextValue}`; allowed are true and false");
            return Truth.No;
        }

        return (expected == actual).ToTruth();
    }
}
