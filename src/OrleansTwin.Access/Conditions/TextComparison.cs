using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Conditions;

/// <summary>StringEquals, StringEqualsIgnoreCase and StringLike, with policy variables.</summary>
internal sealed class TextComparison(string value, bool variables, bool wildcards, bool ignoreCase) : ValueComparison
{
    private readonly PatternTemplate _template = PatternTemplate.Compile(value, variables, wildcards);

    public override Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes)
    {
        var resolved = _template.Resolve(context, notes, out var glob);
        if (resolved != Truth.Yes)
        {
            return resolved;
        }

        return (ignoreCase
            ? string.Equals(glob.Compiled, contextValue, StringComparison.OrdinalIgnoreCase)
            : glob.IsMatch(contextValue)).ToTruth();
    }
}
