using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>The judge of the product, but every policy is said to speak of every action: so every store is asked.</summary>
internal sealed class TouchedByAll(IPolicyJudge judge) : IPolicyJudge
{
    public Judgement Decide(JudgeRequest request) => judge.Decide(request);

    public PolicyTouch Touch(IReadOnlyList<PolicyText> policies, string action) => PolicyTouch.Allow | PolicyTouch.Deny;

    public PolicyAudience AudienceOf(string document) => judge.AudienceOf(document);

    public string? PublishedDocument(EntityId policy) => judge.PublishedDocument(policy);
}
