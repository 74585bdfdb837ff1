using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>A whole random question with all its layers, in the plainest form.</summary>
internal sealed record ReferenceWorld(
    string Principal, string? RoleArn, string Account, string Action, string ResourceArn, string ResourceAccount,
    IReadOnlyDictionary<string, string[]> Context, PolicyDocument[] Identity, PolicyDocument[]? Resource,
    PolicyDocument[]? Boundary, PolicyDocument[]? Session, PolicyDocument[]? Endpoint,
    PolicyDocument[][] ServiceControl, PolicyDocument[][] ResourceControl)
{
    public PolicySet ToPolicySet() => new()
    {
        Identity = Layer(Identity),
        Resource = Resource is null ? null : Layer(Resource),
        PermissionBoundary = Boundary is null ? null : Layer(Boundary),
        Session = Session is null ? null : Layer(Session),
        VpcEndpoint = Endpoint is null ? null : Layer(Endpoint),
        ServiceControl = [.. ServiceControl.Select((p, i) => new OrganizationLevel($"l{i}", Layer(p)))],
        ResourceControl = [.. ResourceControl.Select((p, i) => new OrganizationLevel($"l{i}", Layer(p)))],
    };

    public AccessRequest ToRequest(bool complete = true, IReadOnlySet<string>? hidden = null) => AccessRequest.Of(
        AccessFixtures.Principal(Principal), Action, ResourceArn, ResourceAccount,
        RequestContext.Create(
            Context.Where(c => hidden?.Contains(c.Key) != true).Select(c => KeyValuePair.Create(c.Key, ContextValue.Of([.. c.Value])))
                .Concat((hidden ?? new HashSet<string>()).Select(h => KeyValuePair.Create(h, ContextValue.Unknown))),
            complete));

    private static LayerPolicies Layer(PolicyDocument[] documents) =>
        LayerPolicies.Of([.. documents.Select((d, i) => CompiledPolicy.Compile($"p{i}", d))]);
}
