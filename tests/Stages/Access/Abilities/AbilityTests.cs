using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Abilities;

public sealed class AbilityTests
{
    private const string Table = "arn:aws:dynamodb:eu-west-1:111122223333:table/customers";

    [Fact]
    public void Given_a_profile_change_to_a_wider_role_When_compared_Then_reading_the_table_is_gained()
    {
        var before = Role("""{"Effect":"Allow","Action":"logs:*","Resource":"*"}""");
        var after = Role("""{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}""");
        var change = AbilityDiff.Compare(before, after, [new KnownResource(Table, "111122223333", null)]);
        var gained = Assert.Single(change.Gained);
        Assert.Equal(("read", AccessCertainty.Always), (gained.Can, gained.Certainty));
        Assert.Equal(["dynamodb:GetItem"], gained.Actions);
        Assert.Empty(change.Lost);
    }

    [Fact]
    public void Given_conditions_and_unseen_policies_When_asked_Then_the_certainty_says_so()
    {
        var conditional = Role("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}""");
        var answer = Assert.Single(AbilityDecider.Ask(conditional, new KnownResource(Table, "111122223333", null)));
        Assert.Equal(AccessCertainty.Conditional, answer.Certainty);
        Assert.Contains(answer.Conditions, c => c.Contains("aws:MultiFactorAuthPresent", StringComparison.Ordinal));
        var open = AbilityDecider.Ask(Role("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}"""), new KnownResource(Table, "111122223333", LayerPolicies.NotSeen("policy of the table")));
        Assert.Contains(open, a => a.Can == "read" && a.Certainty == AccessCertainty.Unknown);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}""", BreadthFindingKind.OverPermissive, true)]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:eu-west-1:111122223333:table/one"}""", BreadthFindingKind.OverPermissive, false)]
    [InlineData("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::one/*"}""", BreadthFindingKind.OverPermissive, false)]
    [InlineData("""{"Effect":"Allow","Action":"iam:CreateUser","Resource":"*"}""", BreadthFindingKind.HighPrivileges, true)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", BreadthFindingKind.AdminPrivileges, true)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"cloudtrail:StopLogging","Resource":"*"}""", BreadthFindingKind.AdminPrivileges, true)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", BreadthFindingKind.AdminPrivileges, false)]
    public void Given_a_policy_When_judged_Then_its_breadth_is_named(string statement, BreadthFindingKind kind, bool expected)
    {
        var snapshot = new AccountSnapshot { Account = "111122223333" };
        Assert.Equal(expected, BreadthJudge.Judge(Role(statement), snapshot).Any(f => f.Kind == kind));
    }

    [Fact]
    public void Given_the_recorded_account_details_When_read_Then_its_administrators_are_known()
    {
        var snapshot = AuthorizationDetailsReader.Read(File.ReadAllText(AccessFixtures.DataFile("iam/cloudsplaining/example-authz-details.json")));
        Assert.Equal((3, 2, 3, 32), (snapshot.Users.Length, snapshot.Groups.Length, snapshot.Roles.Length, snapshot.Policies.Length));
        var access = new AccountAccess(snapshot, ManagedPolicyCatalogue.Bundled);
        var who = access.WhoCan("s3:GetObject", "arn:aws:s3:::any/thing").ToList();
        Assert.Contains(who, r => r.Principal.EndsWith("user/obama", StringComparison.Ordinal) && r.Decision.Certainty == AccessCertainty.Always);
    }

    private static Identity Role(string statement)
    {
        var role = new SnapshotRole("arn:aws:iam::111122223333:role/app", "app", null, [new NamedPolicy("inline", AccessFixtures.Statements(statement))], [], []);
        return new AccountAccess(new AccountSnapshot { Account = "111122223333", Roles = [role] }, ManagedPolicyCatalogue.Bundled).Find(role.Arn)!;
    }
}
