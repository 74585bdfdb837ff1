namespace OrleansTwin.Access.Conditions;

/// <summary>Compares one context value with one policy value. A value that cannot be read is an error and no match.</summary>
internal abstract class ValueComparison
{
    public abstract Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes);

    public static ValueComparison Compile(ConditionOperation operation, string value, bool variables, string place) =>
        operation.Family switch
        {
            ConditionFamily.StringEquals => new TextComparison(value, variables, wildcards: false, ignoreCase: false),
            ConditionFamily.StringEqualsIgnoreCase => new TextComparison(value, variables, wildcards: false, ignoreCase: true),
            ConditionFamily.StringLike => new TextComparison(value, variables, wildcards: true, ignoreCase: false),
            ConditionFamily.Arn => new ArnComparison(value, variables),
            ConditionFamily.Numeric => new NumberComparison(operation.Comparison, value, place),
            ConditionFamily.Date => new DateComparison(operation.Comparison, value, place),
            ConditionFamily.Bool or ConditionFamily.Null => new BoolComparison(value, place),
            ConditionFamily.Binary => new BinaryComparison(value, place),
            ConditionFamily.IpAddress => new AddressComparison(value, place),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };
}
