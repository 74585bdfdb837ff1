using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>One run of a pipeline of a code host: its token is exchanged for a role's session (OpenID Connect).</summary>
internal sealed record PipelineRun(string Repository, string Job, DateTimeOffset Start, string Key)
{
    private const string Issuer = "token.actions.githubusercontent.com";

    /// <summary>Runners of a code host have many addresses; these are of a documentation range.</summary>
    public string Ip { get; init; } = "198.51.100.201";

    private string Role => Job == "terraform" ? "terraform-deploy" : DemoNames.DeployRole;

    private string Subject => $"repo:{Repository}:ref:refs/heads/main";

    public DemoCall Begin()
    {
        var subject = Subject;
        var caller = new DemoActor(
            () => new() { ["type"] = "WebIdentityUser", ["principalId"] = $"{DemoNames.Iam($"oidc-provider/{Issuer}")}:sts.amazonaws.com:{subject}", ["userName"] = subject, ["identityProvider"] = DemoNames.Iam($"oidc-provider/{Issuer}") },
            Ip,
            "aws-sdk-nodejs/2.1692.0 configure-aws-credentials-for-github-actions");
        return new(Start, caller, "sts", "AssumeRoleWithWebIdentity")
        {
            ReadOnly = true,
            Request = new() { ["roleArn"] = DemoNames.Iam($"role/{Role}"), ["roleSessionName"] = Job, ["durationSeconds"] = 3600 },
            Response = new()
            {
                ["credentials"] = new JsonObject { ["accessKeyId"] = Key, ["sessionToken"] = "***", ["expiration"] = DemoNames.Text(Start.AddHours(1)) },
                ["subjectFromWebIdentityToken"] = subject,
                ["assumedRoleUser"] = new JsonObject { ["assumedRoleId"] = $"{DemoNames.UniqueId("AROA", Role)}:{Job}", ["arn"] = $"arn:aws:sts::{DemoNames.Account}:assumed-role/{Role}/{Job}" },
                ["provider"] = DemoNames.Iam($"oidc-provider/{Issuer}"),
                ["audience"] = "sts.amazonaws.com",
            },
            Resources = [("AWS::IAM::Role", DemoNames.Iam($"role/{Role}"))],
        };
    }

    public DemoActor Actor(string agent) => DemoActor.Session(Role, Job, Key, Start, Ip, agent, static context =>
        context["webIdFederationData"] = new JsonObject { ["federatedProvider"] = DemoNames.Iam($"oidc-provider/{Issuer}"), ["attributes"] = new JsonObject() });
}
