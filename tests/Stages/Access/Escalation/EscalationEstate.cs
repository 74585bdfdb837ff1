using System.Collections.Immutable;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Tests.Stages.Access.Escalation;

/// <summary>
/// An account in which every prerequisite of every path holds, and in which each can be taken away by name:
/// admin, trust, workloads, profile, keys, login, callerKind, membership, attachment, helper, inventory.
/// </summary>
internal static class EscalationEstate
{
    public const string Account = "111122223333";
    public const string Iam = "arn:aws:iam::" + Account + ":";
    private const string AllowAll = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string AllowLittle = """{"Effect":"Allow","Action":["cloudwatch:ListMetrics","ssm:UpdateInstanceInformation"],"Resource":"*"}""";

    private static readonly string[] Services =
    [
        "tasks.apprunner.amazonaws.com", "bedrock-agentcore.amazonaws.com", "cloudformation.amazonaws.com", "codebuild.amazonaws.com", "datapipeline.amazonaws.com",
        "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "glue.amazonaws.com", "lambda.amazonaws.com", "sagemaker.amazonaws.com",
    ];

    private static readonly (string Kind, string Arn)[] Running =
    [
        ("apprunner:service", "arn:aws:apprunner:us-east-1:111122223333:service/s/1"), ("bedrock-agentcore:code-interpreter", "arn:aws:bedrock-agentcore:us-east-1:111122223333:code-interpreter-custom/c"),
        ("cloudformation:stack", "arn:aws:cloudformation:us-east-1:111122223333:stack/s/1"), ("cloudformation:stackset", "arn:aws:cloudformation:us-east-1:111122223333:stackset/s:1"),
        ("codebuild:project", "arn:aws:codebuild:us-east-1:111122223333:project/p"), ("ec2:instance", "arn:aws:ec2:us-east-1:111122223333:instance/i-1"),
        ("ec2:launch-template", "arn:aws:ec2:us-east-1:111122223333:launch-template/lt-1"), ("glue:devendpoint", "arn:aws:glue:us-east-1:111122223333:devEndpoint/d"),
        ("lambda:function", "arn:aws:lambda:us-east-1:111122223333:function:f"), ("sagemaker:notebook-instance", "arn:aws:sagemaker:us-east-1:111122223333:notebook-instance/n"),
    ];

    private static readonly string[] Standing =
        ["ecs:cluster", "ecs:container-instance", "glue:job", "ec2:subnet", "dynamodb:stream", "kinesis:stream", "sqs:queue", "s3:bucket"];

    public static AccountSnapshot Build(string callerStatements, bool callerIsRole, string? without = null, string? callerPolicyName = null)
    {
        var admin = without == "admin" ? AllowLittle : AllowAll;
        var flip = callerIsRole ^ (without == "callerKind");
        var policyArn = Iam + "policy/" + (callerPolicyName ?? "caller-policy");
        var caller = AccessFixtures.Policy($$"""{"Version":"2012-10-17","Statement":[{{callerStatements}}]}""", "caller-policy");
        var attached = without == "attachment" ? ImmutableArray<string>.Empty : [policyArn];
        ImmutableArray<NamedPolicy> inline = without == "attachment" ? [new NamedPolicy("caller-inline", caller)] : [];
        return new AccountSnapshot
        {
            Account = Account,
            AsOf = new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero),
            Roles = [.. Roles(admin, without), .. flip ? [new SnapshotRole(Iam + "role/caller", "caller", Trust("other.amazonaws.com"), inline, attached, [])] : ImmutableArray<SnapshotRole>.Empty],
            Users = [.. Users(admin, without), .. flip ? ImmutableArray<SnapshotUser>.Empty
                : [new SnapshotUser(Iam + "user/caller", "caller", without == "membership" ? [] : ["mine"], inline, attached) { AccessKeys = 1, HasLoginProfile = false }]],
            Groups = [new SnapshotGroup(Iam + "group/mine", "mine", [], []), new SnapshotGroup(Iam + "group/admins", "admins", [Inline(admin)], [])],
            Policies = [new SnapshotPolicy(policyArn, caller, []), new SnapshotPolicy(Iam + "policy/plain", AccessFixtures.Statements(AllowLittle), [])],
            Workloads = without == "workloads" ? [] : [.. Running.Select(r => new Workload(r.Arn, r.Kind, Iam + "role/svc-admin", Facts(without))), .. Standing.Select(k => new Workload($"arn:aws:{k.Split(':')[0]}:us-east-1:{Account}:job/x", k, null, Facts(without)))],
            CompleteKinds = without == "inventory" ? [] : [.. Running.Select(r => r.Kind), .. Standing],
        };
    }

    private static IEnumerable<SnapshotRole> Roles(string admin, string? without)
    {
        var services = without == "trust" ? ["other.amazonaws.com"] : Services;
        var account = without == "trust" ? "999999999999" : Account;
        var both = AccessFixtures.Statements(
            $$"""{"Effect":"Allow","Principal":{"Service":[{{string.Join(',', services.Select(s => $"\"{s}\""))}}],"AWS":"{{account}}"},"Action":"sts:AssumeRole"}""");
        yield return new SnapshotRole(Iam + "role/svc-admin", "svc-admin", both, [Inline(admin)], [], without == "profile" ? [] : [Iam + "instance-profile/svc"]);
        yield return new SnapshotRole(Iam + "role/plain", "plain", AccessFixtures.Statements(
            $$"""{"Effect":"Allow","Principal":{"AWS":"{{account}}"},"Action":"sts:AssumeRole"}"""), [], without == "attachment" ? [] : [Iam + "policy/plain"], []);
        if (without != "helper")
        {
            yield return new SnapshotRole(Iam + "role/stacks", "stacks", Trust(without == "trust" ? "other.amazonaws.com" : "cloudformation.amazonaws.com"),
                [Inline("""{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/svc-admin"}""")], [], []);
        }
    }

    private static IEnumerable<SnapshotUser> Users(string admin, string? without)
    {
        var flip = without is "keys";
        yield return new SnapshotUser(Iam + "user/one-key", "one-key", [], [Inline(admin)], []) { AccessKeys = flip ? 2 : 1, HasLoginProfile = without == "login" };
        if (!flip)
        {
            yield return new SnapshotUser(Iam + "user/two-keys", "two-keys", [], [Inline(admin)], []) { AccessKeys = without == "keysTwo" ? 1 : 2, HasLoginProfile = without != "loginProfile" };
        }

        yield return new SnapshotUser(Iam + "user/plain", "plain", [], [], []) { AccessKeys = flip ? 2 : 0, HasLoginProfile = without == "login" };
    }

    private static ImmutableDictionary<string, string> Facts(string? without)
    {
        var good = without != "facts";
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["instanceConnect"] = good ? "installed" : "missing", ["ssh"] = good ? "reachable" : "blocked", ["ssmAgent"] = good ? "running" : "missing",
            ["invoked"] = good ? "true" : "false", ["used"] = good ? "true" : "false", ["batch"] = good ? "configured" : "none", ["buildspecOverride"] = good ? "allowed" : "refused", ["instances"] = good ? "some" : "none",
        }.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private static NamedPolicy Inline(string statement) => new("inline", AccessFixtures.Statements(statement, "inline"));

    private static CompiledPolicy Trust(string service) =>
        AccessFixtures.Statements($$"""{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}""", "trust");
}
