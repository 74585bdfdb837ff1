using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// What impact and radius ask the policy evaluator. An implementation is pure: the same question has the same answer.
/// What it cannot decide it answers <see cref="Verdict.Unknown"/>, never by looking for text.
/// </summary>
public interface IPolicyJudge
{
    Judgement Decide(JudgeRequest request);

    /// <summary>Which statements of the policies speak of the action; more than do, where it cannot tell.</summary>
    PolicyTouch Touch(IReadOnlyList<PolicyText> policies, string action) => policies.Count > 0 ? PolicyTouch.Allow | PolicyTouch.Deny : PolicyTouch.None;

    PolicyAudience AudienceOf(string document);

    /// <summary>
    /// What stands for a policy the provider publishes in <see cref="PolicyText.Json"/> (its document, or its ARN where the judge
    /// knows it by that), or null where it is not known.
    /// </summary>
    string? PublishedDocument(EntityId policy);
}
