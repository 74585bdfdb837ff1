using OrleansTwin.Model.Ids;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// What impact and radius ask the policy evaluator. An implementation is pure: the same question has the same answer.
/// What it cannot decide it answers <see cref="Verdict.Unknown"/>, never by looking for text.
/// </summary>
public interface IPolicyJudge
{
    Judgement Decide(JudgeRequest request);

    PolicyAudience AudienceOf(string document);

    /// <summary>The document of a policy the provider publishes, or null where it is not known.</summary>
    string? PublishedDocument(EntityId policy);
}
