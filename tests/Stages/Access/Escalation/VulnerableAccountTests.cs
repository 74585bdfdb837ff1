using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Policies;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Escalation;

/// <summary>The 40 compact cases and the 31 scenarios of recorded vulnerable accounts.</summary>
public sealed class VulnerableAccountTests
{
    private static readonly (string Scenario, string Method)[] Scenarios =
    [
        ("privesc1-", "iam-001"), ("privesc2-", "x-iam-set-default-policy-version"), ("privesc3-", "ec2-001"), ("privesc4-", "iam-002"), ("privesc5-", "iam-004"),
        ("privesc6-", "iam-006"), ("privesc7-", "iam-008"), ("privesc8-", "iam-010"), ("privesc9-", "iam-009"), ("privesc10-", "iam-007"), ("privesc11-", "iam-011"),
        ("privesc12-", "iam-005"), ("privesc13-", "iam-013"), ("privesc14-", "iam-012"), ("privesc15-", "lambda-001"), ("privesc16-", "lambda-002"), ("privesc17-", "lambda-003"),
        ("privesc18-", "glue-001"), ("privesc19-", "glue-002"), ("privesc20-", "cloudformation-001"), ("privesc21-", "datapipeline-001"), ("privesc-AssumeRole-starting", "sts-001"),
        ("privesc-CloudFormationUpdateStack", "cloudformation-002"), ("privesc-codeBuild", "codebuild-001"), ("privesc-ec2InstanceConnect", "ec2instanceconnect-003"),
        ("privesc-sageMakerCreateNotebook", "sagemaker-001"), ("privesc-sageMakerCreatePresigned", "sagemaker-004"), ("privesc-sageMakerCreateProcessing", "sagemaker-003"),
        ("privesc-sageMakerCreateTraining", "sagemaker-002"), ("privesc-ssmSendCommand", "ssm-002"), ("privesc-ssmStartSession", "ssm-001"),
    ];

    [Fact]
    public void Given_the_compact_cases_When_decided_Then_each_is_as_expected()
    {
        var wrong = new List<string>();
        foreach (var item in AccessFixtures.DataJson("iam/iam_vulnerable_cases.json").EnumerateArray())
        {
            var statements = string.Join(',', item.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("Statement").GetRawText().Trim()[1..^1]));
            var name = item.GetProperty("policy_names")[0].GetString()!;
            var escalates = new[] { false, true }.Any(asRole =>
                Find(EscalationEstate.Build(statements, asRole, callerPolicyName: name) is var s && item.GetProperty("id").GetString()!.StartsWith("privesc2-", StringComparison.Ordinal)
                    ? s with { Policies = [.. s.Policies.Select(p => p with { OtherVersions = default })] } : s)
                .Single(r => r.Principal.EndsWith("/caller", StringComparison.Ordinal)) is var report && (report.Admin == AdminStanding.Direct || !report.Paths.IsEmpty));
            if (escalates != item.GetProperty("expected").GetBoolean())
            {
                wrong.Add(item.GetProperty("id").GetString()!);
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Given_the_recorded_account_When_searched_Then_each_scenario_gives_its_path_and_no_administrator_is_invented()
    {
        var reports = Find(ReadAccount(AccessFixtures.DataJson("iam/iam_vulnerable_privesc-paths.json")));
        var missing = Scenarios.Where(s => !reports.Any(r =>
            r.Principal.Split('/')[^1].StartsWith(s.Scenario, StringComparison.Ordinal) && r.Paths.Any(p => p.Method == s.Method))).ToList();
        Assert.Empty(missing);
        Assert.Equal(
            ["privesc-AssumeRole-ending-role", "privesc-high-priv-service-role"],
            reports.Where(r => r.Admin == AdminStanding.Direct).Select(r => r.Principal.Split('/')[^1]).Order(StringComparer.Ordinal));
    }

    private static ImmutableArray<EscalationReport> Find(AccountSnapshot snapshot) =>
        new EscalationFinder(new AccountAccess(snapshot, ManagedPolicyCatalogue.Bundled)).FindAll();

    private static AccountSnapshot ReadAccount(JsonElement resources)
    {
        var all = resources.EnumerateArray().Select(r => (Type: r.GetProperty("type").GetString()!, Arn: r.GetProperty("arn").GetString()!, Values: r.GetProperty("values"))).ToList();
        string Text(JsonElement v, string name) => v.GetProperty(name).GetString()!;
        ImmutableArray<string> AttachedTo(string type, string field, string name) =>
            [.. all.Where(r => r.Type == type && Text(r.Values, field) == name).Select(r => Text(r.Values, "policy_arn"))];
        CompiledPolicy Compile(JsonElement document, string name) =>
            AccessFixtures.Policy(document.GetRawText().Replace("${var.aws_assume_role_arn}", "arn:aws:iam::111122223333:user/operator", StringComparison.Ordinal), name);
        IEnumerable<(string Type, string Arn, JsonElement Values)> Of(string type) => all.Where(r => r.Type == type);

        return new AccountSnapshot
        {
            Account = "111122223333",
            AsOf = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Users = [.. Of("aws_iam_user").Select(u => new SnapshotUser(u.Arn, Text(u.Values, "name"),
                [.. Of("aws_iam_group_membership").Where(m => m.Values.GetProperty("users").EnumerateArray().Any(x => x.GetString() == Text(u.Values, "name"))).Select(m => Text(m.Values, "group"))],
                [], AttachedTo("aws_iam_user_policy_attachment", "user", Text(u.Values, "name"))) { AccessKeys = 1 })],
            Groups = [.. Of("aws_iam_group").Select(g => new SnapshotGroup(g.Arn, Text(g.Values, "name"), [], AttachedTo("aws_iam_group_policy_attachment", "group", Text(g.Values, "name"))))],
            Roles = [.. Of("aws_iam_role").Select(r => new SnapshotRole(r.Arn, Text(r.Values, "name"), Compile(r.Values.GetProperty("assume_role_policy"), "trust"), [],
                AttachedTo("aws_iam_role_policy_attachment", "role", Text(r.Values, "name")),
                [.. Of("aws_iam_instance_profile").Where(p => Text(p.Values, "role") == Text(r.Values, "name")).Select(p => p.Arn)]))],
            Policies = [.. Of("aws_iam_policy").Select(p => new SnapshotPolicy(p.Arn, Compile(p.Values.GetProperty("policy"), Text(p.Values, "name")), default))],
        };
    }
}
