using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Graph;

/// <summary>One line of who-can: the decision's certainty, conditions and deciding policies stand in it.</summary>
public sealed record AccessRow(string Principal, string Action, string Resource, AccessDecision Decision)
{
    /// <summary>The policies through which it is allowed, as <c>policy statement</c>.</summary>
    public IEnumerable<string> Via => Decision.Reasons
        .Where(r => r.Effect == Policies.PolicyEffect.Allow)
        .Select(r => $"{r.Policy} {r.Statement}");
}
