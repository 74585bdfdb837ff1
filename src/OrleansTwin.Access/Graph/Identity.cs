using System.Collections.Immutable;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Graph;

/// <summary>A user or role with every policy that takes part when it acts, and the context that is known for its calls.</summary>
/// <param name="Principal">The caller.</param>
/// <param name="Policies">Identity policies, boundary, control policies.</param>
/// <param name="Context">What every call of it carries; further keys are not known.</param>
/// <param name="AttachedCustomerPolicies">ARNs of customer managed policies in force for it, over its groups too.</param>
/// <param name="Groups">Names of its groups.</param>
public sealed record Identity(
    RequestPrincipal Principal, PolicySet Policies, RequestContext Context,
    ImmutableArray<string> AttachedCustomerPolicies, ImmutableArray<string> Groups)
{
    public string Arn => Principal.Id;
}
