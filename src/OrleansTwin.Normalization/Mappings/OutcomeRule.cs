using OrleansTwin.Model.Events;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>
/// How a source says how a call ended: a value and what its texts mean, without case; <c>abc*</c> is a beginning. What stands in no list
/// is <paramref name="Otherwise"/>; a record that does not say is <paramref name="Absent"/>, not known unless the source's documentation says
/// what silence means. <paramref name="Undecided"/> are words for a call that has not ended.
/// </summary>
internal sealed record OutcomeRule(Expr Of, string[] Success, string[] Denied, string[] Failure, string[] Throttled, string[] Undecided, Outcome Otherwise, Outcome Absent)
{
    public Outcome Read(Scope scope)
    {
        var text = Of.First(scope).AsText();
        if (string.IsNullOrEmpty(text))
        {
            return Absent;
        }

        return IsOne(Success, text) ? Outcome.Success
            : IsOne(Denied, text) ? Outcome.Denied
            : IsOne(Throttled, text) ? Outcome.Throttled
            : IsOne(Undecided, text) ? Outcome.Unknown
            : IsOne(Failure, text) ? Outcome.Failure
            : Otherwise;
    }

    private static bool IsOne(string[] known, string text)
    {
        foreach (var one in known)
        {
            if (one.EndsWith('*') ? text.StartsWith(one[..^1], StringComparison.OrdinalIgnoreCase) : one.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
