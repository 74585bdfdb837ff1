using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Tests.Stages.Access.WhatIf;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.WhatIf.SmallEstate;

namespace OrleansTwin.Tests.Stages.Access.Snapshots;

/// <summary>What a snapshot holds beside identity and resource policies: the organisation's control policies, KMS grants, ACLs, block public access, function URLs.</summary>
public sealed class SnapshotControlTests
{
    private const string DenyS3 = """{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}""";

    private static readonly (string, string)[] Tree =
    [
        ("organizations/describe-organization.json", """{"Organization":{"Id":"o-1","MasterAccountId":"999988887777"}}"""),
        ("organizations-list-accounts-for-parent/ou-1.json", """{"Accounts":[{"Id":"111122223333"}]}"""),
        ("organizations-list-organizational-units-for-parent/r-1.json", """{"OrganizationalUnits":[{"Id":"ou-1"}]}"""),
        ("organizations-list-policies-for-target/r-1.json", """{"Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}]}"""),
        ("organizations-list-policies-for-target/111122223333.json", """{"Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"}]}"""),
    ];

    private static readonly (string, string) OnUnit = ("organizations-list-policies-for-target/ou-1.json", """{"Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"},{"Id":"p-1","Name":"no-s3","Type":"SERVICE_CONTROL_POLICY"}]}""");

    private static readonly (string, string) Content = ("organizations-describe-policy/p-1.json", $$$"""{"Policy":{"PolicySummary":{"Id":"p-1","Name":"no-s3","Type":"SERVICE_CONTROL_POLICY"},"Content":"{{{DenyS3}}}"}}""");

    [Fact]
    public void Given_AControlPolicyOnAUnit_When_ItsAccountAsks_Then_ItIsDenied()
    {
        var decision = Bob([.. Tree, OnUnit, Content]);

        Assert.Equal(AccessCertainty.Never, decision.Certainty);
        Assert.Equal((PolicyLayer.ServiceControl, "no-s3"), (decision.Reasons[0].Layer, decision.Reasons[0].Policy));
        Assert.Equal(AccessCertainty.Always, Bob(Tree).Certainty);
        Assert.Equal(AccessCertainty.Always, Bob([]).Certainty);
    }

    [Fact]
    public void Given_AControlPolicyWhoseContentWasNotDescribed_When_Asked_Then_TheAnswerIsUnknown() => Assert.Equal(AccessCertainty.Unknown, Bob([.. Tree, OnUnit]).Certainty);

    [Fact]
    public void Given_APolicyElsewhereAndNoParents_When_Asked_Then_TheAnswerIsUnknown() =>
        Assert.Equal(AccessCertainty.Unknown, Bob([OnUnit, Content]).Certainty);

    [Fact]
    public void Given_TheManagementAccount_When_Asked_Then_ControlPoliciesDoNotBindIt()
    {
        (string, string)[] own = [.. Tree.Skip(1), ("organizations/describe-organization.json", $$$"""{"Organization":{"Id":"o-1","MasterAccountId":"{{{Account}}}"}}"""), OnUnit, Content];

        Assert.Equal(AccessCertainty.Always, Bob(own).Certainty);
    }

    [Fact]
    public void Given_AGrantOnAKey_When_ItsGranteeAsks_Then_ItMayWithoutAWordOfTheKeyPolicy()
    {
        (string, string) grants = ($"{Account}/eu-west-1/kms-list-grants/k-1.json", $$$"""{"Grants":[{"GrantId":"g-1","KeyId":"k-1","GranteePrincipal":"{{{Iam}}}user/ann","Operations":["Decrypt"]}]}""");
        AccessDecision Ask(string user, params (string, string)[] more)
        {
            var estate = World(more).Snapshot;
            var access = new AccountAccess(estate.Accounts[0], ManagedPolicyCatalogue.Bundled);
            return access.Ask(access.Find(Iam + "user/" + user)!, "kms:Decrypt", Key, estate.ResourcePolicies.GetValueOrDefault(Key)).Decision;
        }

        Assert.Equal(AccessCertainty.Never, Ask("ann").Certainty);
        Assert.Equal(AccessCertainty.Always, Ask("ann", grants).Certainty);
        Assert.Equal(AccessCertainty.Never, Ask("bob", grants).Certainty);
    }

    [Theory]
    [InlineData("AllUsers", "WRITE", true, "write by its own policy")]
    [InlineData("AllUsers", "READ", false, null)]
    [InlineData("AuthenticatedUsers", "WRITE_ACP", false, null)]
    public void Given_AnAclForEverybody_When_Drawn_Then_TheStepIsWhatTheGrantAllowsAndIgnoringPublicAclsEndsIt(string group, string permission, bool fromInternet, string? via)
    {
        (string, string) acl = ($"{Account}/s3-get-bucket-acl/data.json", $$$"""{"Grants":[{"Grantee":{"Type":"Group","URI":"http://acs.amazonaws.com/groups/global/{{{group}}}"},"Permission":"{{{permission}}}"}]}""");
        (string, string) block = ($"{Account}/s3/get-public-access-block/data.json", """{"PublicAccessBlockConfiguration":{"IgnorePublicAcls":true}}""");

        var edges = FromInternet(AttackGraphStage.Of(World(acl)));

        Assert.Equal(fromInternet ? [(Bucket, via!)] : [], edges.Select(static e => (e.To.Value, e.Via)));
        Assert.Empty(FromInternet(AttackGraphStage.Of(World(acl, block))));
    }

    [Fact]
    public void Given_AFunctionUrl_When_Drawn_Then_ItTakesBothTheUrlWithoutCredentialsAndTheFunctionsPolicy()
    {
        static (string, string) Url(string auth) => ($"{Account}/eu-west-1/lambda-list-function-url-configs/f.json", $$$"""{"FunctionUrlConfigs":[{"FunctionUrl":"https://x.lambda-url.eu-west-1.on.aws/","FunctionArn":"arn:aws:lambda:eu-west-1:{{{Account}}}:function:f","AuthType":"{{{auth}}}"}]}""");
        (string, string) policy = ($"{Account}/eu-west-1/lambda-get-policy/f.json", $$$$"""{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"lambda:InvokeFunctionUrl\",\"Resource\":\"arn:aws:lambda:eu-west-1:{{{{Account}}}}:function:f\",\"Condition\":{\"StringEquals\":{\"lambda:FunctionUrlAuthType\":\"NONE\"}}}]}"}""");

        Assert.Equal(Certainty.Certain, Assert.Single(FromInternet(AttackGraphStage.Of(World(Url("NONE"), policy)))).Certainty);
        Assert.Empty(FromInternet(AttackGraphStage.Of(World(Url("AWS_IAM"), policy))));
        var withoutPolicy = AttackGraphStage.Of(World(Url("NONE")));
        Assert.Empty(FromInternet(withoutPolicy));
        Assert.Contains(withoutPolicy.Undecided, static e => e.From == AttackNodes.Internet);
    }

    private static List<OrleansTwin.Access.Paths.PathEdge> FromInternet(AttackGraph graph) =>
        [.. Enumerable.Range(0, graph.Steps.EdgeCount).Select(graph.Steps.Edge).Where(static e => e.From == AttackNodes.Internet)];

    private static AccessDecision Bob((string, string)[] more)
    {
        var estate = World(more).Snapshot;
        var access = new AccountAccess(estate.Accounts[0], ManagedPolicyCatalogue.Bundled);
        return access.Ask(access.Find(Iam + "user/bob")!, "s3:GetObject", Bucket + "/x", estate.ResourcePolicies.GetValueOrDefault(Bucket)).Decision;
    }
}
