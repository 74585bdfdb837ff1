using OrleansTwin.Access.WhatIf;
using OrleansTwin.Access.WhatIf.Changes;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.WhatIf.SmallEstate;

namespace OrleansTwin.Tests.Stages.Access.WhatIf;

/// <summary>Plans in the form of <c>terraform show -json</c> (format version 1.2); the resources follow the AWS provider's documentation.</summary>
public sealed class TerraformPlanTests
{
    private const string Trust = """{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}""";
    private const string ReadTables = """{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}""";

    [Fact]
    public void Given_APolicyWhoseArnIsKnownAfterApplyOnly_When_AttachedByReference_Then_TheReferenceIsFollowed()
    {
        var answer = Ask($$$$$$"""
            {"format_version":"1.2","resource_changes":[
              {"address":"aws_iam_policy.read","mode":"managed","type":"aws_iam_policy","name":"read","change":{"actions":["create"],"before":null,"after":{"name":"read","path":"/","policy":"{{{{{{ReadTables}}}}}}"},"after_unknown":{"arn":true,"id":true}}},
              {"address":"aws_iam_user_policy_attachment.ann","mode":"managed","type":"aws_iam_user_policy_attachment","name":"ann","change":{"actions":["create"],"before":null,"after":{"user":"ann"},"after_unknown":{"policy_arn":true}}}],
             "configuration":{"root_module":{"resources":[
              {"address":"aws_iam_user_policy_attachment.ann","expressions":{"user":{"constant_value":"ann"},"policy_arn":{"references":["aws_iam_policy.read.arn","aws_iam_policy.read"]}}}]}}}
            """);

        var gain = Assert.Single(answer.Gained);
        Assert.Equal((Iam + "user/ann", "read", Table), (gain.Who.Value, gain.Can, gain.What));
        Assert.Contains(FindingKind.CrownJewelAccess, answer.Findings);
        Assert.Equal(Severity.High, answer.Severity < Severity.High ? answer.Severity : Severity.High);
        Assert.Empty(answer.NotDecidable);
    }

    [Fact]
    public void Given_AFunctionWithANewRoleAndAUrlForEverybody_When_Asked_Then_TheWayFromTheInternetOpens()
    {
        var answer = Ask($$$$$$"""
            {"format_version":"1.2","resource_changes":[
              {"address":"aws_iam_role.fn","mode":"managed","type":"aws_iam_role","name":"fn","change":{"actions":["create"],"before":null,"after":{"name":"fn","path":"/","assume_role_policy":"{{{{{{Trust}}}}}}"},"after_unknown":{"arn":true}}},
              {"address":"aws_iam_role_policy.fn","mode":"managed","type":"aws_iam_role_policy","name":"fn","change":{"actions":["create"],"before":null,"after":{"name":"tables","policy":"{{{{{{ReadTables}}}}}}"},"after_unknown":{"role":true}}},
              {"address":"aws_lambda_function.fn","mode":"managed","type":"aws_lambda_function","name":"fn","change":{"actions":["create"],"before":null,"after":{"function_name":"fn"},"after_unknown":{"arn":true,"role":true}}},
              {"address":"aws_lambda_function_url.fn","mode":"managed","type":"aws_lambda_function_url","name":"fn","change":{"actions":["create"],"before":null,"after":{"function_name":"fn","authorization_type":"NONE"},"after_unknown":{}}},
              {"address":"aws_lambda_permission.fn","mode":"managed","type":"aws_lambda_permission","name":"fn","change":{"actions":["create"],"before":null,"after":{"function_name":"fn","statement_id":"url","action":"lambda:InvokeFunctionUrl","principal":"*","function_url_auth_type":"NONE"},"after_unknown":{}}}],
             "configuration":{"provider_config":{"aws":{"expressions":{"region":{"constant_value":"eu-west-1"}}}},"root_module":{"resources":[
              {"address":"aws_iam_role_policy.fn","expressions":{"role":{"references":["aws_iam_role.fn.id","aws_iam_role.fn"]}}},
              {"address":"aws_lambda_function.fn","expressions":{"role":{"references":["aws_iam_role.fn.arn","aws_iam_role.fn"]}}}]}}}
            """);

        Assert.Empty(answer.NotDecidable);
        Assert.Contains(answer.PathsOpened, static p => p.StartsWith("anyone on the internet → its URL asks for no credentials → fn → its role → fn → ", StringComparison.Ordinal));
        Assert.Equal(Severity.Critical, answer.Severity);
    }

    [Fact]
    public void Given_AnUpdatedSecurityGroup_When_Asked_Then_OnlyTheNewRuleCounts()
    {
        static string Plan(string cidr) => $$$$$$"""
            {"resource_changes":[{"address":"aws_security_group.web","mode":"managed","type":"aws_security_group","name":"web","change":{"actions":["update"],
              "before":{"id":"sg-1","ingress":[],"egress":[]},
              "after":{"id":"sg-1","ingress":[{"protocol":"tcp","from_port":3389,"to_port":3389,"cidr_blocks":["{{{{{{cidr}}}}}}"],"ipv6_cidr_blocks":[],"prefix_list_ids":[],"security_groups":[],"self":false}],"egress":[{"protocol":"-1","from_port":0,"to_port":0,"cidr_blocks":["0.0.0.0/0"]}]},"after_unknown":{}}}]}
            """;

        Assert.Equal([FindingKind.InternetExposed], Ask(Plan("0.0.0.0/0")).Findings);
        Assert.Empty(Ask(Plan("10.0.0.0/16")).Findings);
    }

    [Fact]
    public void Given_ValuesKnownAfterApplyOnly_When_Asked_Then_TheyAreNotDecidableAndNeverSilent()
    {
        var answer = Ask("""
            {"resource_changes":[
              {"address":"aws_iam_user_policy.ann","mode":"managed","type":"aws_iam_user_policy","name":"ann","change":{"actions":["create"],"before":null,"after":{"user":"ann","name":"p"},"after_unknown":{"policy":true}}},
              {"address":"aws_eks_cluster.c","mode":"managed","type":"aws_eks_cluster","name":"c","change":{"actions":["create"],"before":null,"after":{"name":"c"},"after_unknown":{}}},
              {"address":"random_id.r","mode":"managed","type":"random_id","name":"r","change":{"actions":["create"],"before":null,"after":{},"after_unknown":{}}},
              {"address":"aws_iam_user.same","mode":"managed","type":"aws_iam_user","name":"same","change":{"actions":["no-op"],"before":{"name":"bob"},"after":{"name":"bob"},"after_unknown":{}}}]}
            """);

        Assert.Equal(Certainty.NotDecidable, answer.Certainty);
        Assert.Equal(["aws_eks_cluster.c", "aws_iam_user_policy.ann"], answer.NotDecidable.Select(static n => n.What).Order(StringComparer.Ordinal));
        Assert.Empty(answer.Gained);
    }

    [Fact]
    public void Given_ADeletedRolePolicy_When_Asked_Then_WhatItGaveIsLost()
    {
        var answer = Ask("""{"resource_changes":[{"address":"aws_iam_role_policy.t","mode":"managed","type":"aws_iam_role_policy","name":"t","change":{"actions":["delete"],"before":{"role":"app-admin","name":"all-tables","policy":"{}"},"after":null,"after_unknown":{}}}]}""");

        Assert.Equal("read", Assert.Single(answer.Lost).Can);
        Assert.Equal(Severity.Info, answer.Severity);
    }

    private static WhatIfAnswer Ask(string plan) => WhatIfStage.Of(World(), ChangeReader.Read(plan, new(Account: Account)));
}
