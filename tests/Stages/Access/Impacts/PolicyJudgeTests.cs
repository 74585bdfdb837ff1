using CsCheck;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Model.Ids;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

public sealed class PolicyJudgeTests
{
    private static readonly PolicyJudge Judge = new();
    private const string Key = $"arn:aws:kms:eu-central-1:{Account}:key/k";
    private static readonly EntityId Role = Iam("role/r");

    private static Verdict Ask(string identity, string? resourcePolicy = null, string action = "s3:GetObject", string resource = "arn:aws:s3:::b/k", string? home = Account, string? boundary = null, bool trusted = false, EntityId? principal = null) =>
        Judge.Decide(new(
            principal ?? Role, Account, action, resource, home, identity.Length == 0 ? [] : [new("p", identity)], boundary is null ? [] : [new("b", boundary)],
            resourcePolicy is null ? null : new("r", resourcePolicy), trusted)).Verdict;

    private static Gen<string> Pick(params string[] items) => Gen.Int[0, items.Length - 1].Select(index => items[index]);

    private static string Resource(string effect, string principal, string action = "*") =>
        $$"""{"Statement":[{"Effect":"{{effect}}","Principal":{{principal}},"Action":"{{action}}","Resource":"*"}]}""";

    [Fact]
    public void Given_each_layer_When_decided_Then_as_the_guide_says()
    {
        Assert.Equal(Verdict.Always, Ask(Allow("s3:Get*")));
        Assert.Equal(Verdict.No, Ask(Allow("s3:Put*")));
        Assert.Equal(Verdict.Always, Ask("""{"Statement":{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}}"""));
        Assert.Equal(Verdict.No, Ask("""{"Statement":{"Effect":"Allow","NotAction":"S3:*","Resource":"*"}}"""));
        Assert.Equal(Verdict.No, Ask("""{"Statement":{"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::b/*"}}"""));
        Assert.Equal(Verdict.No, Ask("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}"""));
        Assert.Equal(Verdict.Conditional, Ask(Allow("s3:GetObject", condition: """{"Bool":{"aws:SecureTransport":"true"}}""")));
        Assert.Equal(Verdict.Conditional, Ask("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""));
        Assert.Equal(Verdict.No, Ask(Allow("s3:GetObject", "arn:aws:s3:::b/${aws:username}*"), principal: Iam("user/u")));
        Assert.Equal(Verdict.Always, Ask(Allow("s3:GetObject", "arn:aws:s3:::b/${aws:username}*"), principal: Iam("user/k")));
        Assert.Equal(Verdict.No, Ask(Allow("*"), boundary: Allow("ec2:*")));
        Assert.Equal(Verdict.Unknown, Ask("{}"));
        Assert.Equal(Verdict.Unknown, Ask("not json"));
        Assert.Equal(Verdict.No, Ask(Allow("*"), Resource("Deny", "\"*\"")));
    }

    [Fact]
    public void Given_resource_policies_When_decided_Then_one_account_needs_one_side_and_two_need_both()
    {
        var named = $$"""{"AWS":"{{Role}}"}""";
        Assert.Equal(Verdict.Always, Ask("", Resource("Allow", named)));
        Assert.Equal(Verdict.No, Ask("", Resource("Allow", $$"""{"AWS":"{{Account}}"}""")));
        Assert.Equal(Verdict.No, Ask("", Resource("Allow", named), home: Other));
        Assert.Equal(Verdict.No, Ask(Allow("*"), null, home: Other));
        Assert.Equal(Verdict.Always, Ask(Allow("*"), Resource("Allow", $$"""{"AWS":"arn:aws:iam::{{Account}}:root"}"""), home: Other));
        Assert.Equal(Verdict.No, Ask(Allow("*"), Resource("Allow", """{"AWS":"444455556666"}"""), action: "kms:Decrypt", resource: Key));
        Assert.Equal(Verdict.Always, Ask(Allow("*"), Resource("Allow", $$"""{"AWS":"{{Account}}"}"""), action: "kms:Decrypt", resource: Key));
        Assert.Equal(Verdict.No, Ask("", Resource("Allow", $$"""{"AWS":"{{Account}}"}"""), action: "kms:Decrypt", resource: Key));
        Assert.Equal(Verdict.Always, Ask("", Resource("Allow", "\"*\""), trusted: true, principal: new("*")));
        Assert.Equal(Verdict.No, Ask("", Resource("Allow", named), trusted: true, principal: new("*")));
    }

    [Fact]
    public void Given_random_policies_When_decided_Then_as_the_reference_says()
    {
        var action = Pick("s3:GetObject", "s3:*", "S3:Get*", "*", "s3:Put?bject", "ec2:*");
        var resource = Pick("*", "arn:aws:s3:::b/*", "arn:aws:s3:::c/*", "arn:aws:s3:::b/k", "arn:aws:s3:::?/k");
        var condition = Pick("", ""","Condition":{"Bool":{"k":"true"}}""");
        var statement = Gen.Select(Pick("Allow", "Allow", "Deny"), action, resource, condition, (effect, a, r, c) =>
            $$"""{"Effect":"{{effect}}","Action":"{{a}}","Resource":"{{r}}"{{(effect == "Deny" ? "" : c)}}}""");
        var policy = statement.Array[0, 4].Select(static s => $$"""{"Statement":[{{string.Join(',', s)}}]}""");
        var reference = new NarrowPolicyJudge();
        Gen.Select(policy, policy, Pick("s3:GetObject", "s3:PutObject", "ec2:RunInstances"), Pick("arn:aws:s3:::b/k", "arn:aws:s3:::c/x"), Gen.Bool).Sample((identity, boundary, asked, on, bounded) =>
        {
            var request = new JudgeRequest(Role, Account, asked, on, Account, [new("p", identity)], bounded ? [new("b", boundary)] : [], null);
            var boundaryDenies = bounded && boundary.Contains("Deny", StringComparison.Ordinal);
            return boundaryDenies || Judge.Decide(request).Verdict == reference.Decide(request).Verdict;
        }, iter: 3000);
    }

    [Fact]
    public void Given_hostile_documents_When_read_Then_unknown_in_bounded_time()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);
        Assert.Equal(Verdict.Unknown, Ask(deep));
        Assert.Equal(Verdict.Unknown, Ask(new string('x', 10_000_000)));
        var many = string.Join(',', Enumerable.Repeat("""{"Effect":"Allow","Action":"a:b","Resource":"*"}""", 20_000));
        Assert.Equal(Verdict.Unknown, Ask($$"""{"Statement":[{{many}}]}"""));
        Assert.Equal(Verdict.No, Ask(Allow("s3:" + new string('*', 1000) + "x")));
    }
}
