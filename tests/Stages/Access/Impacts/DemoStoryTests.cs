using OrleansTwin.Access.Impacts;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

public sealed class DemoStoryTests
{
    private static readonly EntityId Instance = Ec2("instance/i-0a1b2c3d4e5f60718");
    private static readonly EntityId Group = Ec2("security-group/sg-0aa");
    private static readonly EntityId Role = Iam("role/app-admin");
    private static readonly EntityId Profile = Iam("instance-profile/app-profile");
    private static readonly EntityId Customers = Table("customers");

    private static WorldBuilder World(string policy)
    {
        var world = new WorldBuilder();
        world.Create(Customers, "AWS::DynamoDB::Table");
        world.Create(Table("sessions"), "AWS::DynamoDB::Table");
        world.Create(Role, "AWS::IAM::Role");
        world.Change(Role, "AWS::IAM::Role", "iam:PutRolePolicy", Set("inlinePolicies", policy, "reads"));
        world.Create(Profile, "AWS::IAM::InstanceProfile");
        world.Change(Profile, "AWS::IAM::InstanceProfile", "iam:AddRoleToInstanceProfile", Rel(RelationKind.ContainsRole, Role, exclusive: true));
        world.Create(Group, "AWS::EC2::SecurityGroup");
        world.Create(Instance, "AWS::EC2::Instance", Rel(RelationKind.InSecurityGroup, Group));
        return world;
    }

    [Fact]
    public void Given_a_role_of_which_nothing_was_seen_When_deleted_Then_it_says_what_is_not_known_and_assumes_it()
    {
        var world = new WorldBuilder();
        var change = world.Delete(Role, "AWS::IAM::Role", "iam:DeleteRole");

        var impact = world.ImpactOf(change, Context(Customers.Value))!;

        Assert.Equal(Certainty.Possible, impact.Certainty);
        var assumed = Assert.Single(impact.Assumes);
        Assert.Equal($"what app-admin could do is not known ({assumed}), because of DeleteRole by dave", impact.Text);
    }

    [Fact]
    public void Given_a_role_that_reads_every_table_When_its_profile_is_associated_Then_the_jewel_is_reached()
    {
        var world = World(Allow("dynamodb:GetItem"));
        var change = world.Change(Instance, "AWS::EC2::Instance", "ec2:AssociateIamInstanceProfile", Rel(RelationKind.HasInstanceProfile, Profile, exclusive: true));

        var impact = world.ImpactOf(change, Context(Customers.Value))!;

        Assert.Equal([FindingKind.OverPermissive, FindingKind.DataAccess, FindingKind.CrownJewelAccess], impact.Findings);
        Assert.Equal(Severity.High, impact.Severity);
        Assert.Equal(Certainty.Certain, impact.Certainty);
        Assert.Empty(impact.Assumes);
        Assert.Equal("i-0a1b2c3d4e5f60718 can now read the table customers, a crown jewel, through instance profile app-profile, role app-admin, inline policy reads of role app-admin, because of AssociateIamInstanceProfile by dave", impact.Text);
        Assert.Contains(impact.Gained, gain => gain.Who == Instance && gain.Can == "read" && gain.What == Customers.Value && gain.Certainty == GainCertainty.Always);
        Assert.Contains(impact.Gained, gain => gain.What == $"arn:aws:dynamodb:eu-central-1:{Account}:table/*" && gain.Count == 2);
        Assert.DoesNotContain(impact.Gained, gain => gain.Can == "write");
        Assert.Contains(Customers, impact.Reached);
        Assert.True(impact.Complete);
    }

    [Fact]
    public void Given_a_role_that_reads_one_other_table_When_its_profile_is_associated_Then_no_jewel_and_not_over_permissive()
    {
        var world = World(Allow("dynamodb:GetItem", Table("sessions").Value));
        var change = world.Change(Instance, "AWS::EC2::Instance", "ec2:AssociateIamInstanceProfile", Rel(RelationKind.HasInstanceProfile, Profile, exclusive: true));

        var impact = world.ImpactOf(change, Context(Customers.Value))!;

        Assert.Equal([FindingKind.DataAccess], impact.Findings);
        Assert.Equal(Severity.Medium, impact.Severity);
    }

    [Fact]
    public void Given_a_denied_jewel_When_the_profile_is_associated_Then_the_jewel_is_not_gained()
    {
        var world = World($$"""{"Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"},{"Effect":"Deny","Action":"dynamodb:*","Resource":"{{Customers.Value}}"}]}""");
        var change = world.Change(Instance, "AWS::EC2::Instance", "ec2:AssociateIamInstanceProfile", Rel(RelationKind.HasInstanceProfile, Profile, exclusive: true));

        var impact = world.ImpactOf(change, Context(Customers.Value))!;

        Assert.DoesNotContain(FindingKind.CrownJewelAccess, impact.Findings);
        Assert.DoesNotContain(impact.Gained, gain => gain.What == Customers.Value);
    }

    [Fact]
    public void Given_ssh_opened_to_everyone_When_an_instance_is_in_the_group_Then_exposed_and_high_And_closing_it_takes_it_back()
    {
        var world = World(Allow("dynamodb:GetItem"));
        world.Change(Instance, "AWS::EC2::Instance", "ec2:AssociateIamInstanceProfile", Rel(RelationKind.HasInstanceProfile, Profile, exclusive: true));
        var open = world.Change(Group, "AWS::EC2::SecurityGroup", "ec2:AuthorizeSecurityGroupIngress", Set("ingress", "{}", "tcp/22-22/0.0.0.0/0"));
        var close = world.Change(Group, "AWS::EC2::SecurityGroup", "ec2:RevokeSecurityGroupIngress", Remove("ingress", "tcp/22-22/0.0.0.0/0"));

        var opened = world.ImpactOf(open, Context(Customers.Value))!;
        Assert.Equal([FindingKind.InternetExposed], opened.Findings);
        Assert.Equal(Severity.High, opened.Severity);
        Assert.Equal(Certainty.Certain, opened.Certainty);
        Assert.Contains(opened.Gained, gain => gain.What == Group.Value && gain.Can == "connect tcp/22" && gain.Examples[0] == Instance);
        Assert.Contains(opened.Gained, gain => gain.What == Instance.Value && gain.Certainty == GainCertainty.Unknown);
        Assert.Contains(opened.PathsOpened, path => path.Contains("table customers", StringComparison.Ordinal));
        Assert.StartsWith("SSH (tcp/22) of security group sg-0aa is open to anyone on the internet; i-0a1b2c3d4e5f60718 is in it", opened.Text, StringComparison.Ordinal);

        var closed = world.ImpactOf(close, Context(Customers.Value))!;
        Assert.Empty(closed.Findings);
        Assert.Equal(Severity.Info, closed.Severity);
        Assert.Contains(closed.Lost, gain => gain.What == Group.Value && gain.Can == "connect tcp/22");
        Assert.Equal(opened.PathsOpened, closed.PathsClosed);
        Assert.Equal("anyone on the internet can no longer connect tcp/22 to sg-0aa (and 1 more), because of RevokeSecurityGroupIngress by dave", closed.Text);
    }

    [Fact]
    public void Given_a_group_never_seen_When_opened_Then_possible_with_its_assumption_and_at_most_medium()
    {
        var world = new WorldBuilder();
        var open = world.Change(Group, "AWS::EC2::SecurityGroup", "ec2:AuthorizeSecurityGroupIngress", Set("ingress", "{}", "tcp/22-22/0.0.0.0/0"));

        var impact = world.ImpactOf(open)!;

        Assert.Equal(Certainty.Possible, impact.Certainty);
        Assert.Equal(Severity.Medium, impact.Severity);
        Assert.Contains(impact.Assumes, sentence => sentence.Contains("not seen is in security group sg-0aa", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_role_never_seen_When_its_profile_is_associated_Then_unknown_gain_and_never_silence()
    {
        var world = new WorldBuilder();
        world.Create(Instance, "AWS::EC2::Instance");
        var change = world.Change(Instance, "AWS::EC2::Instance", "ec2:AssociateIamInstanceProfile", Rel(RelationKind.HasInstanceProfile, Profile, exclusive: true));

        var impact = world.ImpactOf(change)!;

        Assert.Equal(Certainty.Possible, impact.Certainty);
        Assert.True(impact.Severity <= Severity.Medium);
        Assert.Contains(impact.Gained, gain => gain.Certainty == GainCertainty.Unknown && gain.What == Profile.Value);
        Assert.Contains(impact.Assumes, sentence => sentence.Contains("was never seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_role_seen_only_in_part_When_a_policy_is_put_Then_possible_because_of_what_was_not_seen()
    {
        var world = new WorldBuilder();
        world.Create(Customers, "AWS::DynamoDB::Table");
        var change = world.Change(Role, "AWS::IAM::Role", "iam:PutRolePolicy", Set("inlinePolicies", Text(Allow("dynamodb:GetItem")), "reads"));

        var impact = world.ImpactOf(change, Context(Customers.Value))!;

        Assert.Contains(FindingKind.CrownJewelAccess, impact.Findings);
        Assert.Equal(Certainty.Possible, impact.Certainty);
        Assert.Equal(Severity.Medium, impact.Severity);
        Assert.Contains(impact.Assumes, sentence => sentence.Contains("before it was first seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_conditional_statement_When_it_grants_Then_conditional_with_its_condition()
    {
        var world = World(Allow("dynamodb:GetItem", condition: """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"""));
        var change = world.Change(Instance, "AWS::EC2::Instance", "ec2:AssociateIamInstanceProfile", Rel(RelationKind.HasInstanceProfile, Profile, exclusive: true));

        var impact = world.ImpactOf(change, Context(Customers.Value))!;

        var gain = Assert.Single(impact.Gained, gain => gain.What == Customers.Value);
        Assert.Equal(GainCertainty.Conditional, gain.Certainty);
        Assert.Contains("aws:MultiFactorAuthPresent", gain.Conditions[0], StringComparison.Ordinal);
        Assert.Equal(Severity.Medium, impact.Severity);
    }

    [Fact]
    public void Given_a_tag_change_When_asked_Then_it_has_no_bearing()
    {
        var world = World(Allow("dynamodb:GetItem"));
        var change = world.Change(Instance, "AWS::EC2::Instance", "ec2:CreateTags", Set("tags", "\"x\"", "owner"));

        Assert.Null(ImpactStage.Direct(change, world.Estate, Context()));
        Assert.Null(world.ImpactOf(change));
    }
}
