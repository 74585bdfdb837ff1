using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Conditions;

/// <summary>ArnEquals and ArnLike, which AWS documents to behave alike: each of the six parts may hold wildcards.</summary>
internal sealed class ArnComparison(string value, bool variables) : ValueComparison
{
    private readonly ArnPattern _pattern = ArnPattern.Compile(value, variables);

    public override Truth Compare(string contextValue, RequestContext context, EvaluationNotes notes) =>
        contextValue.StartsWith("arn:", StringComparison.Ordinal)
            ? _pattern.Match(contextValue, context, notes)
            : Truth.No;
}
