using System.Text.Json;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Escalation;

public sealed class PathfindingTests
{
    // What else each path needs besides its permissions; each of these is taken away once.
    private static string[] Prerequisites(string id, string category) => id switch
    {
        "iam-001" => ["attachment"],
        "iam-002" => ["admin", "keys"],
        "iam-003" => ["admin", "keysTwo"],
        "iam-004" => ["admin", "login"],
        "iam-006" => ["admin", "loginProfile"],
        "iam-005" or "iam-007" or "iam-008" or "iam-009" => ["callerKind"],
        "iam-010" or "iam-011" => ["callerKind", "membership"],
        "iam-012" => ["admin"],
        "iam-013" => ["admin", "callerKind"],
        "iam-014" or "iam-017" => ["trust"],
        "iam-016" => ["trust", "attachment"],
        "iam-015" or "iam-018" => ["keys"],
        "iam-019" or "iam-021" => [],
        "iam-020" => ["attachment"],
        "cloudformation-003" => ["admin", "trust", "helper"],
        "cloudformation-004" => ["admin", "trust", "helper", "workloads", "facts"],
        "cloudformation-005" => ["admin", "workloads"],
        "ec2-001" or "ec2-003" => ["admin", "trust", "profile"],
        "ecs-003" or "ecs-004" or "ecs-005" or "glue-005" or "glue-006" or "lambda-002" => ["admin", "trust", "workloads"],
        "sagemaker-002" or "sagemaker-003" => ["admin", "trust", "workloads"],
        "ec2-004" or "ec2instanceconnect-003" or "codebuild-002" or "codebuild-003" or "lambda-003" or "ssm-001" or "ssm-002" => ["admin", "workloads", "facts"],
        _ => category == "existing-passrole" ? ["admin", "workloads"] : ["admin", "trust"],
    };

    public static IEnumerable<TheoryDataRow<string>> Ids() => EscalationRules.Bundled
        .Where(r => !r.Id.StartsWith("x-", StringComparison.Ordinal)).Select(r => new TheoryDataRow<string>(r.Id));

    [Fact]
    public void Given_the_published_list_When_compared_Then_each_id_has_a_rule()
    {
        var published = AccessFixtures.DataJson("iam/pathfinding_cloud_paths.json").EnumerateArray().Select(p => p.GetProperty("id").GetString()!);
        Assert.Empty(published.Except(EscalationRules.Bundled.Select(r => r.Id), StringComparer.Ordinal));
        Assert.Equal(65, EscalationRules.Bundled.Count(r => !r.Id.StartsWith("x-", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_all_that_a_path_needs_When_one_thing_is_taken_away_Then_its_id_is_gone(string id)
    {
        var path = AccessFixtures.DataJson("iam/pathfinding_cloud_paths.json").EnumerateArray().Single(p => p.GetProperty("id").GetString() == id);
        var permissions = path.GetProperty("permissions").GetProperty("required").EnumerateArray().Select(r => r.GetProperty("permission").GetString()!).ToList();
        var asRole = id is "iam-005" or "iam-009";
        Assert.Contains(id, Found(permissions, [], asRole, null));
        foreach (var permission in permissions)
        {
            Assert.DoesNotContain(id, Found([.. permissions.Where(p => p != permission)], [], asRole, null));
            Assert.DoesNotContain(id, Found(permissions, [permission], asRole, null));
        }

        foreach (var prerequisite in Prerequisites(id, path.GetProperty("category").GetString()!))
        {
            Assert.True(!Found(permissions, [], asRole, prerequisite).Contains(id), $"without {prerequisite}");
        }
    }

    /// <summary>The constraint of each permission that is asked on something of its own: allowed on another thing only, the path is gone.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Given_AllThatAPathNeeds_When_OnePermissionIsForAnotherThingOnly_Then_ItsIdIsGone(string id)
    {
        var rule = EscalationRules.Bundled.Single(r => r.Id == id);
        var path = AccessFixtures.DataJson("iam/pathfinding_cloud_paths.json").EnumerateArray().Single(p => p.GetProperty("id").GetString() == id);
        var permissions = path.GetProperty("permissions").GetProperty("required").EnumerateArray().Select(r => r.GetProperty("permission").GetString()!).ToList();
        var asRole = id is "iam-005" or "iam-009";
        foreach (var need in rule.Needs.Where(static n => n is { Need: "permission", Mode: not "any", Resource: not null } && n.Resource.Contains('{', StringComparison.Ordinal)))
        {
            if (!permissions.Contains(need.Action!))
            {
                continue;
            }

            var service = need.Resource!.StartsWith("{workload}", StringComparison.Ordinal) ? need.Action!.Split(':')[0] : "iam";
            var elsewhere = $$"""{"Effect":"Allow","Action":"{{need.Action}}","Resource":"arn:aws:{{service}}:*:111122223333:*/nothing-of-the-kind"}""";
            var others = permissions.Where(p => p != need.Action).ToList();
            var statements = others.Count == 0 ? elsewhere : $$"""{"Effect":"Allow","Action":{{JsonSerializer.Serialize(others)}},"Resource":"*"},{{elsewhere}}""";
            Assert.True(Report(EscalationEstate.Build(statements, asRole)).Paths.All(p => p.Method != id), $"{id} with {need.Action} on another thing");
        }
    }

    [Theory]
    [InlineData("iam:PassedToService")]
    [InlineData("iam:PolicyARN")]
    public void Given_APathWhoseCallCarriesAFact_When_ThePolicyAsksForAnotherValue_Then_ItsIdIsGone(string key)
    {
        var rules = EscalationRules.Bundled.Where(r => !r.Id.StartsWith("x-", StringComparison.Ordinal) && r.Needs.Any(n => n.Context.ContainsKey(key))).ToList();
        Assert.NotEmpty(rules);
        foreach (var rule in rules)
        {
            var need = rule.Needs.First(n => n.Context.ContainsKey(key));
            var path = AccessFixtures.DataJson("iam/pathfinding_cloud_paths.json").EnumerateArray().Single(p => p.GetProperty("id").GetString() == rule.Id);
            var others = path.GetProperty("permissions").GetProperty("required").EnumerateArray().Select(r => r.GetProperty("permission").GetString()!).Where(p => p != need.Action).ToList();
            string With(string value) => $$$$"""{"Effect":"Allow","Action":{{{{JsonSerializer.Serialize(others)}}}},"Resource":"*"},{"Effect":"Allow","Action":"{{{{need.Action}}}}","Resource":"*","Condition":{"StringEquals":{"{{{{key}}}}":"{{{{value}}}}"}}}""";
            Assert.True(others.Count == 0 || Report(EscalationEstate.Build(With("nothing.of.the.kind"), rule.Id is "iam-005" or "iam-009")).Paths.All(p => p.Method != rule.Id), rule.Id);
        }
    }

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:111122223333:function:f", true)]
    [InlineData("arn:aws:lambda:us-east-1:111122223333:function:other", false)]
    public void Given_a_permission_on_one_function_When_it_is_another_one_Then_there_is_no_path(string resource, bool found)
    {
        var statement = $$"""{"Effect":"Allow","Action":["lambda:UpdateFunctionCode","lambda:InvokeFunction"],"Resource":"{{resource}}"}""";
        Assert.Equal(found, Report(EscalationEstate.Build(statement, false)).Paths.Any(p => p.Method == "lambda-004"));
    }

    [Fact]
    public void Given_PassRole_for_another_service_When_asked_Then_the_path_is_gone()
    {
        static string With(string service) => $$$$"""{"Effect":"Allow","Action":"lambda:*","Resource":"*"},{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"{{{{service}}}}"}}}""";
        Assert.Contains(Report(EscalationEstate.Build(With("lambda.amazonaws.com"), false)).Paths, p => p.Method == "lambda-001");
        Assert.DoesNotContain(Report(EscalationEstate.Build(With("ec2.amazonaws.com"), false)).Paths, p => p.Method == "lambda-001");
    }

    [Fact]
    public void Given_workloads_that_were_not_seen_When_asked_Then_the_path_is_unknown_and_not_silent()
    {
        var report = Report(EscalationEstate.Build("""{"Effect":"Allow","Action":"ssm:StartSession","Resource":"*"}""", false, "inventory") with { Workloads = [] });
        Assert.Equal(AdminStanding.Unknown, report.Admin);
        Assert.Contains(report.Paths, p => p.Method == "ssm-001");
    }

    private static HashSet<string> Found(List<string> allowed, List<string> denied, bool asRole, string? without)
    {
        var statements = new List<string>();
        if (allowed.Count > 0)
        {
            statements.Add($$"""{"Effect":"Allow","Action":{{JsonSerializer.Serialize(allowed)}},"Resource":"*"}""");
        }

        if (denied.Count > 0)
        {
            statements.Add($$"""{"Effect":"Deny","Action":{{JsonSerializer.Serialize(denied)}},"Resource":"*"}""");
        }

        return [.. Report(EscalationEstate.Build(string.Join(',', statements), asRole, without)).Paths.Select(p => p.Method)];
    }

    private static EscalationReport Report(AccountSnapshot snapshot) =>
        new EscalationFinder(new AccountAccess(snapshot, ManagedPolicyCatalogue.Empty)).FindAll().Single(r => r.Principal.EndsWith("/caller", StringComparison.Ordinal));
}
