using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Azure;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Google;

namespace OrleansTwin.Commands.Answers;

/// <summary>Whose rules decide.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Shape">What a case of it looks like, for the help.</param>
/// <param name="Decide">Decides one line.</param>
internal sealed record DecideModel(string Name, string Shape, Func<string, DecidedCase> Decide)
{
    private const string AwsShape = "id; request {principal (ARN, service or {\"type\":\"Anonymous\"}), principalTags, action, resource {arn, account}, context}; "
        + "identityPolicies [{name, document}], managedPolicies [ARN], resourcePolicy, permissionBoundaries, sessionPolicy, "
        + "serviceControlPolicies and resourceControlPolicies [{orgIdentifier, policies}] (root first), vpcEndpointPolicies";

    /// <summary>All models; the first is the default.</summary>
    public static IReadOnlyList<DecideModel> All { get; } =
    [
        new("aws-iam", AwsShape, static line => Of(DecideCase.Answer(line, ManagedPolicyCatalogue.Bundled))),
        new("azure-rbac", AzureDecideCase.Shape, static line => Of(AzureDecideCase.Answer(line, AzureRoleCatalogue.Bundled))),
        new("gcp-iam", GoogleDecideCase.Shape, static line => Of(GoogleDecideCase.Answer(line, GoogleRoleCatalogue.Bundled))),
    ];

    private static DecidedCase Of(DecideAnswer answer) => new(answer.Id, answer.Decision.Outcome.ToString(), string.Join("; ", answer.Unread
        .Concat(answer.Decision.Reasons.Select(static r => $"{DecideCase.LayerName(r.Layer)}{(r.Policy is null ? "" : $" {r.Policy} {r.Statement}")}: {r.Why}"))
        .Concat(answer.Decision.Missing.Select(static m => $"not known: {m}"))), answer.Unread, answer.Json);

    private static DecidedCase Of(CloudAnswer answer) => new(answer.Id, answer.Decision.Outcome.ToString(), string.Join("; ", answer.Unread
        .Concat(answer.Decision.Reasons.Select(static r => $"{r.Layer}{(r.Policy is null ? "" : $" {r.Policy} {r.Statement}")}: {r.Why}"))
        .Concat(answer.Decision.Missing.Select(static m => $"not known: {m}"))), answer.Unread, answer.Json);
}
