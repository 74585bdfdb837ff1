using System.Globalization;
using System.Text;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Policies;
using OrleansTwin.Access.WhatIf.Changes;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>Input of a size or shape that no honest account has: a clear error or an answer, never a hang. A hang would be ended by the runner.</summary>
public sealed class BoundedPolicyTests
{
    private const string Iam = "arn:aws:iam::111122223333:";

    [Fact]
    public void Given_APolicyOfTenMegabytes_When_Read_Then_ItIsAnErrorThatNamesTheLimit()
    {
        var read = PolicyReader.Read($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"{{new string('x', 10 * 1024 * 1024)}}"}]}""");

        Assert.Null(read.Document);
        Assert.Contains(read.Diagnostics, static d => d.Message.Contains(PolicyLimits.Default.DocumentBytesMax.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public void Given_FiveThousandStatements_When_Decided_Then_TheLastOneCountsAndADenyAmongThemToo()
    {
        var text = new StringBuilder();
        for (var index = 0; index < 5_000; index++)
        {
            text.Append(index == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$$$"""{"Sid":"s{{{{index}}}}","Effect":"Allow","Action":["s3:Get*","svc{{{{index}}}}:*"],"Resource":"arn:aws:s3:::b{{{{index}}}}/*","Condition":{"StringLike":{"aws:username":"*a*b*c*{{{{index}}}}*"}}}""");
        }

        var policy = AccessFixtures.Statements(text.ToString());
        AccessDecision Ask(string bucket, string user) => AccessDecider.Decide(
            new PolicySet { Identity = LayerPolicies.Of(policy) },
            AccessRequest.Of(Principal(user), "s3:GetObject", $"arn:aws:s3:::{bucket}/k", "111122223333", OrleansTwin.Access.Conditions.RequestContext.Of([("aws:username", user)])));

        Assert.Equal("s4999", Assert.Single(Ask("b4999", "xaybzc4999").Reasons).Statement);
        Assert.Equal(AccessOutcome.ImplicitlyDenied, Ask("b4999", new string('a', 60)).Outcome);
    }

    [Fact]
    public void Given_PatternsThatInviteBacktracking_When_Matched_Then_TheAnswerComes()
    {
        var stars = string.Concat(Enumerable.Repeat("a*", 2_000)) + "b";
        var policy = AccessFixtures.Statements($$"""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{stars}}"}""");

        var decision = AccessDecider.Outcome(new PolicySet { Identity = LayerPolicies.Of(policy) }, AccessRequest.Of(Principal("u"), "s3:GetObject", "arn:aws:s3:::" + new string('a', 8_000), "111122223333"));

        Assert.Equal(AccessOutcome.ImplicitlyDenied, decision);
    }

    [Theory]
    [InlineData("{\"Statement\":")]
    [InlineData("[[[[")]
    public void Given_NestingWithoutEnd_When_Read_Then_ItIsAnError(string open)
    {
        Assert.Null(PolicyReader.Read(string.Concat(Enumerable.Repeat(open, 20_000))).Document);
        Assert.NotEmpty(ChangeReader.Read(string.Concat(Enumerable.Repeat(open, 20_000))).Problems);
    }

    [Fact]
    public void Given_RolesThatAssumeEachOtherInACircle_When_AskedForEscalationsAndPaths_Then_ItEnds()
    {
        const int Count = 60;
        SnapshotRole Role(int n) => new(Iam + $"role/r{n}", $"r{n}", AccessFixtures.Statements($$"""{"Effect":"Allow","Principal":{"AWS":["{{Iam}}role/r{{(n + 1) % Count}}","{{Iam}}role/r{{(n + Count - 1) % Count}}"]},"Action":"sts:AssumeRole"}"""),
            [new NamedPolicy("p", AccessFixtures.Statements("""{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}""", "p"))], n == 0 ? ["arn:aws:iam::aws:policy/AdministratorAccess"] : [], []);
        var account = new AccountSnapshot { Account = "111122223333", Roles = [.. Enumerable.Range(0, Count).Select(Role)] };

        var reports = new EscalationFinder(new AccountAccess(account, ManagedPolicyCatalogue.Bundled)).FindAll();
        var graph = AttackGraphStage.Of(new() { Snapshot = new EstateSnapshot([account], System.Collections.Immutable.ImmutableDictionary<string, LayerPolicies>.Empty, []) });

        Assert.Equal(1, reports.Count(static r => r.Admin == AdminStanding.Direct));
        Assert.Contains(reports, static r => r.Admin == AdminStanding.ViaEscalation);
        Assert.All(reports.SelectMany(static r => r.Paths), static p => Assert.Equal(p.Through.Distinct().Count(), p.Through.Length));
        Assert.True(graph.Complete);
        Assert.Empty(ContainmentStage.Of(graph.Steps, Foothold.Of(new OrleansTwin.Model.Ids.EntityId(Iam + "role/r9")), []));
    }

    [Fact]
    public void Given_AUserInThousandsOfGroupsAndGroupsThatAreNotThere_When_Resolved_Then_AllCountAndTheMissingAreUnseen()
    {
        var groups = Enumerable.Range(0, 3_000).Select(static n => new SnapshotGroup(Iam + $"group/g{n}", $"g{n}", n == 2_999 ? [new NamedPolicy("p", AccessFixtures.Statements("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}""", "p"))] : [], [])).ToList();
        AccountAccess Of(params string[] more) => new(new AccountSnapshot { Account = "111122223333", Users = [new(Iam + "user/u", "u", [.. groups.Select(static g => g.Name), .. more], [], [])], Groups = [.. groups] }, ManagedPolicyCatalogue.Empty);
        AccessCertainty Ask(AccountAccess access, string action) => access.Ask(access.Find(Iam + "user/u")!, action, "arn:aws:s3:::b/k").Decision.Certainty;

        Assert.Equal(AccessCertainty.Always, Ask(Of(), "s3:GetObject"));
        Assert.Equal(AccessCertainty.Never, Ask(Of(), "s3:PutObject"));
        Assert.Equal(AccessCertainty.Unknown, Ask(Of("gone"), "s3:PutObject"));
    }

    private static RequestPrincipal Principal(string user) => RequestPrincipal.TryParse(Iam + "user/" + user, out var principal) ? principal : throw new InvalidOperationException(user);
}
