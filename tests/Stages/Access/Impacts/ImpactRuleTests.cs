using OrleansTwin.Access.Impacts;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using Xunit;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

public sealed class ImpactRuleTests
{
    private static readonly EntityId Trail = new($"arn:aws:cloudtrail:eu-central-1:{Account}:trail/main");
    private static readonly EntityId Snapshot = Ec2("snapshot/snap-0a");
    private static readonly EntityId Database = new($"arn:aws:rds:eu-central-1:{Account}:db:orders");
    private static readonly EntityId Admin = Iam("role/admin");

    public static TheoryData<string, string, string, string, string, FindingKind, Severity> Values => new()
    {
        { "AWS::CloudTrail::Trail", $"arn:aws:cloudtrail:eu-central-1:{Account}:trail/main", "logging", "true", "false", FindingKind.LoggingDisabled, Severity.High },
        { "AWS::CloudTrail::Trail", $"arn:aws:cloudtrail:eu-central-1:{Account}:trail/main", "eventSelectors", """[{"includeManagementEvents":true}]""", """[{"includeManagementEvents":false}]""", FindingKind.LoggingDisabled, Severity.High },
        { "AWS::RDS::DBInstance", $"arn:aws:rds:eu-central-1:{Account}:db:orders", "publiclyAccessible", "false", "true", FindingKind.InternetExposed, Severity.High },
        { "AWS::GuardDuty::Detector", $"arn:aws:guardduty:eu-central-1:{Account}:detector/d", "enabled", "true", "false", FindingKind.LoggingDisabled, Severity.High },
        { "AWS::Config::ConfigurationRecorder", $"arn:aws:config:eu-central-1:{Account}:config-recorder/r", "recording", "true", "false", FindingKind.LoggingDisabled, Severity.High },
        { "AWS::S3::Bucket", "arn:aws:s3:::b", "publicAccessBlock", """{"BlockPublicAcls":true,"BlockPublicPolicy":true}""", """{"BlockPublicAcls":true,"BlockPublicPolicy":false}""", FindingKind.Misconfiguration, Severity.Medium },
        { "AWS::Lambda::Function", $"arn:aws:lambda:eu-central-1:{Account}:function:f", "urlAuth", "\"AWS_IAM\"", "\"NONE\"", FindingKind.InternetExposed, Severity.High },
        { "AWS::KMS::Key", $"arn:aws:kms:eu-central-1:{Account}:key/k", "state", "\"Enabled\"", "\"Disabled\"", FindingKind.Misconfiguration, Severity.High },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Given_an_attribute_When_it_turns_bad_and_back_Then_found_once_and_taken_back(string type, string id, string path, string good, string bad, FindingKind finding, Severity severity)
    {
        var world = new WorldBuilder();
        var entity = new EntityId(id);
        world.Create(entity, type, Set(path, good));
        var worse = world.Change(entity, type, "service:Worse", Set(path, bad));
        var same = world.Change(entity, type, "service:Same", Set(path, bad));
        var better = world.Change(entity, type, "service:Better", Set(path, good));

        var impact = world.ImpactOf(worse)!;
        Assert.Equal([finding], impact.Findings);
        Assert.Equal(severity, impact.Severity);
        Assert.Equal(Certainty.Certain, impact.Certainty);
        Assert.Contains(path, impact.After, StringComparison.Ordinal);
        Assert.Null(world.ImpactOf(same));
        var back = world.ImpactOf(better);
        Assert.True(back is null || back.Findings.IsEmpty);
        Assert.Equal(impact.Gained.Count, back?.Lost.Count ?? 0);
    }

    [Fact]
    public void Given_a_value_not_in_the_log_When_changed_Then_possible_and_at_most_medium()
    {
        var world = new WorldBuilder();
        world.Create(Trail, "AWS::CloudTrail::Trail");
        var impact = world.ImpactOf(world.Change(Trail, "AWS::CloudTrail::Trail", "cloudtrail:PutEventSelectors", new AttributeChange("eventSelectors", AttributeOp.Unknown)))!;
        Assert.Equal(Certainty.Possible, impact.Certainty);
        Assert.True(impact.Severity <= Severity.Medium);
        Assert.NotEmpty(impact.Assumes);
    }

    [Fact]
    public void Given_a_trail_of_one_region_When_made_Then_nothing_was_lost_by_that()
    {
        var world = new WorldBuilder();
        var made = world.Create(Trail, "AWS::CloudTrail::Trail", Set("isMultiRegionTrail", "false"), Set("logging", "false"));
        Assert.Null(world.ImpactOf(made));
    }

    [Fact]
    public void Given_two_second_factors_When_one_is_taken_Then_insecure_identity()
    {
        var world = new WorldBuilder();
        var user = Iam("user/u");
        world.Create(user, "AWS::IAM::User", new AttributeChange("mfaDevices", AttributeOp.Set, "true", "phone"), new AttributeChange("mfaDevices", AttributeOp.Set, "true", "key"));
        var impact = world.ImpactOf(world.Change(user, "AWS::IAM::User", "iam:DeactivateMFADevice", new AttributeChange("mfaDevices", AttributeOp.Remove, null, "phone")))!;
        Assert.Equal([FindingKind.InsecureIdentity], impact.Findings);
        Assert.Equal(Severity.Medium, impact.Severity);
    }

    [Fact]
    public void Given_a_trail_When_deleted_Then_logging_disabled_high()
    {
        var world = new WorldBuilder();
        world.Create(Trail, "AWS::CloudTrail::Trail");
        var impact = world.ImpactOf(world.Delete(Trail, "AWS::CloudTrail::Trail", "cloudtrail:DeleteTrail"))!;
        Assert.Equal([FindingKind.LoggingDisabled], impact.Findings);
        Assert.Equal(Severity.High, impact.Severity);
        Assert.Equal("trail main was deleted and logs no more, because of DeleteTrail by dave", impact.Text);
    }

    [Theory]
    [InlineData("aws:account:999988887777", FindingKind.ExternalAccess)]
    [InlineData("aws:account:all", FindingKind.InternetExposed)]
    [InlineData("*", FindingKind.InternetExposed)]
    public void Given_a_snapshot_When_shared_and_unshared_Then_gained_and_lost(string to, FindingKind finding)
    {
        var world = new WorldBuilder();
        world.Create(Snapshot, "AWS::EC2::Snapshot");
        var share = world.Change(Snapshot, "AWS::EC2::Snapshot", "ec2:ModifySnapshotAttribute", Rel(RelationKind.SharedWith, new(to)));
        var unshare = world.Change(Snapshot, "AWS::EC2::Snapshot", "ec2:ModifySnapshotAttribute", Rel(RelationKind.SharedWith, new(to), removed: true));
        var impact = world.ImpactOf(share)!;
        Assert.Equal([finding], impact.Findings);
        Assert.Equal(Severity.High, impact.Severity);
        Assert.Single(impact.Gained);
        Assert.Single(world.ImpactOf(unshare)!.Lost);
    }

    [Fact]
    public void Given_a_snapshot_When_shared_with_an_own_account_Then_nothing()
    {
        var world = new WorldBuilder();
        world.Create(Snapshot, "AWS::EC2::Snapshot");
        var share = world.Change(Snapshot, "AWS::EC2::Snapshot", "ec2:ModifySnapshotAttribute", Rel(RelationKind.SharedWith, EntityId.Account(Account)));
        Assert.Null(world.ImpactOf(share));
    }

    [Fact]
    public void Given_an_admin_role_When_a_foreign_account_is_trusted_Then_external_and_escalation()
    {
        var world = new WorldBuilder();
        world.Create(Admin, "AWS::IAM::Role", Rel(RelationKind.HasPolicy, new("arn:aws:iam::aws:policy/AdministratorAccess")));
        var change = world.Change(Admin, "AWS::IAM::Role", "iam:UpdateAssumeRolePolicy", Set("trustPolicy", Trust($"arn:aws:iam::{Other}:user/mallory")));
        var impact = world.ImpactOf(change)!;
        Assert.Equal([FindingKind.PrivilegeEscalation, FindingKind.ExternalAccess], impact.Findings);
        Assert.Equal(Severity.High, impact.Severity);
        Assert.Equal(Certainty.Certain, impact.Certainty);
        Assert.Contains(impact.Gained, gain => gain.Who.Value == $"arn:aws:iam::{Other}:user/mallory" && gain.Can == "assume");
    }

    [Fact]
    public void Given_a_role_When_a_service_is_trusted_Then_nothing()
    {
        var world = new WorldBuilder();
        var change = world.Create(Admin, "AWS::IAM::Role", Set("trustPolicy", """{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"""));
        Assert.Null(world.ImpactOf(change));
    }

    [Fact]
    public void Given_an_admin_policy_When_attached_Then_admin_and_when_detached_Then_lost()
    {
        var world = new WorldBuilder();
        var user = Iam("user/u");
        world.Create(user, "AWS::IAM::User");
        var policy = new EntityId("arn:aws:iam::aws:policy/AdministratorAccess");
        var attach = world.Change(user, "AWS::IAM::User", "iam:AttachUserPolicy", Rel(RelationKind.HasPolicy, policy));
        var detach = world.Change(user, "AWS::IAM::User", "iam:DetachUserPolicy", Rel(RelationKind.HasPolicy, policy, removed: true));
        var impact = world.ImpactOf(attach)!;
        Assert.Contains(FindingKind.AdminPrivileges, impact.Findings);
        Assert.Equal(Severity.High, impact.Severity);
        Assert.StartsWith("user u can now do everything in the account", impact.Text, StringComparison.Ordinal);
        var lost = world.ImpactOf(detach)!;
        Assert.Empty(lost.Findings);
        Assert.Equal(impact.Gained.Count, lost.Lost.Count);
    }

    [Fact]
    public void Given_a_policy_nobody_described_When_attached_Then_one_unknown_gain()
    {
        var world = new WorldBuilder();
        var user = Iam("user/u");
        world.Create(user, "AWS::IAM::User");
        var impact = world.ImpactOf(world.Change(user, "AWS::IAM::User", "iam:AttachUserPolicy", Rel(RelationKind.HasPolicy, new("arn:aws:iam::aws:policy/NotInTheAsset"))))!;
        Assert.Equal(GainCertainty.Unknown, Assert.Single(impact.Gained).Certainty);
        Assert.Equal(Certainty.Possible, impact.Certainty);
        Assert.Contains(impact.Assumes, sentence => sentence.Contains("policy NotInTheAsset were never seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_a_boundary_When_removed_Then_the_abilities_it_held_back_are_gained()
    {
        var world = new WorldBuilder();
        var (user, boundary) = (Iam("user/u"), Iam("policy/only-ec2"));
        world.Create(Table("t"), "AWS::DynamoDB::Table");
        world.Create(boundary, "AWS::IAM::ManagedPolicy", Set("document", Allow("ec2:Describe*")));
        world.Create(user, "AWS::IAM::User", Set("inlinePolicies", Allow("dynamodb:*"), "all"), Rel(RelationKind.BoundedBy, boundary));
        var impact = world.ImpactOf(world.Change(user, "AWS::IAM::User", "iam:DeleteUserPermissionsBoundary", Rel(RelationKind.BoundedBy, EntityId.None, removed: true)))!;
        Assert.Contains(FindingKind.DataAccess, impact.Findings);
        Assert.Equal(Certainty.Certain, impact.Certainty);
    }

    [Fact]
    public void Given_a_new_default_version_When_it_allows_more_Then_the_users_of_the_policy_gain_over_groups_too()
    {
        var world = new WorldBuilder();
        var (user, group, policy) = (Iam("user/u"), Iam("group/g"), Iam("policy/p"));
        world.Create(Table("t"), "AWS::DynamoDB::Table");
        world.Create(policy, "AWS::IAM::ManagedPolicy", Set("document", Allow("ec2:Describe*")));
        world.Create(group, "AWS::IAM::Group", Rel(RelationKind.HasPolicy, policy));
        world.Create(user, "AWS::IAM::User", Rel(RelationKind.MemberOf, group));
        var impact = world.ImpactOf(world.Change(policy, "AWS::IAM::ManagedPolicy", "iam:CreatePolicyVersion", Set("document", Allow("dynamodb:Query"))))!;
        Assert.Contains(impact.Gained, gain => gain.Who == user && gain.Can == "read");
        Assert.Contains(user, impact.Reached);
    }

    [Fact]
    public void Given_a_key_for_another_user_who_is_admin_When_made_Then_insecure_and_escalation()
    {
        var world = new WorldBuilder();
        var user = Iam("user/boss");
        world.Create(Dave, "AWS::IAM::User");
        world.Create(user, "AWS::IAM::User", Rel(RelationKind.HasPolicy, new("arn:aws:iam::aws:policy/AdministratorAccess")));
        var impact = world.ImpactOf(world.Change(user, "AWS::IAM::User", "iam:CreateAccessKey", Rel(RelationKind.HasCredential, EntityId.AccessKey("AKIAEXAMPLE"))))!;
        Assert.Equal([FindingKind.InsecureIdentity, FindingKind.PrivilegeEscalation], impact.Findings);
        Assert.Equal(Severity.High, impact.Severity);
        var own = world.ImpactOf(world.Change(Dave, "AWS::IAM::User", "iam:CreateAccessKey", Rel(RelationKind.HasCredential, EntityId.AccessKey("AKIAOWN"))));
        Assert.Null(own);
    }

    [Theory]
    [InlineData("""{"BlockPublicPolicy":true,"RestrictPublicBuckets":true}""", false, Certainty.Certain)]
    [InlineData("""{"BlockPublicPolicy":false,"RestrictPublicBuckets":false}""", true, Certainty.Certain)]
    [InlineData(null, true, Certainty.Possible)]
    public void Given_a_public_bucket_policy_When_put_Then_as_the_block_says(string? block, bool found, Certainty certainty)
    {
        var world = new WorldBuilder();
        world.Create(Bucket("b"), "AWS::S3::Bucket");
        if (block is not null)
        {
            world.Change(Bucket("b"), "AWS::S3::Bucket", "s3:PutBucketPublicAccessBlock", Set("publicAccessBlock", block));
        }

        var impact = world.ImpactOf(world.Change(Bucket("b"), "AWS::S3::Bucket", "s3:PutBucketPolicy", Set("policy", """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}""")));
        Assert.Equal(found, impact?.Findings.Contains(FindingKind.InternetExposed) ?? false);
        if (found)
        {
            Assert.Equal(certainty, impact!.Certainty);
        }
    }

    [Fact]
    public void Given_a_function_When_a_foreign_account_may_invoke_Then_external_And_removing_takes_it_back()
    {
        var world = new WorldBuilder();
        var function = new EntityId($"arn:aws:lambda:eu-central-1:{Account}:function:f");
        world.Create(function, "AWS::Lambda::Function", new AttributeChange("resourcePolicy", AttributeOp.Clear));
        var statement = $$"""{"Sid":"x","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Other}}:root"},"Action":"lambda:InvokeFunction","Resource":"{{function}}"}""";
        var impact = world.ImpactOf(world.Change(function, "AWS::Lambda::Function", "lambda:AddPermission", Set("resourcePolicy", Text(statement), "x")))!;
        Assert.Equal([FindingKind.ExternalAccess], impact.Findings);
        Assert.Single(world.ImpactOf(world.Change(function, "AWS::Lambda::Function", "lambda:RemovePermission", Remove("resourcePolicy", "x")))!.Lost);
    }

    [Fact]
    public void Given_more_rows_than_the_bound_When_merged_Then_the_rest_is_counted()
    {
        var world = new WorldBuilder();
        var policy = Iam("policy/p");
        world.Create(Table("t"), "AWS::DynamoDB::Table");
        world.Create(policy, "AWS::IAM::ManagedPolicy", Set("document", Allow("ec2:Describe*")));
        for (var index = 0; index < 70; index++)
        {
            world.Create(Iam($"user/u{index:00}"), "AWS::IAM::User", Rel(RelationKind.HasPolicy, policy));
        }

        var impact = world.ImpactOf(world.Change(policy, "AWS::IAM::ManagedPolicy", "iam:CreatePolicyVersion", Set("document", Allow("dynamodb:*"))))!;
        Assert.Equal(Gain.RowsMax, impact.Gained.Count);
        Assert.True(impact.More > 0);
        Assert.False(impact.Complete);
        Assert.Equal(65, impact.Reached.Count);
    }

    [Fact]
    public void Given_a_database_in_an_open_group_When_made_public_Then_exposed()
    {
        var world = new WorldBuilder();
        world.Create(Database, "AWS::RDS::DBInstance", Set("publiclyAccessible", "false"));
        Assert.Equal(Severity.High, world.ImpactOf(world.Change(Database, "AWS::RDS::DBInstance", "rds:ModifyDBInstance", Set("publiclyAccessible", "true")))!.Severity);
    }

    private static string Trust(string principal) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole"}]}""";
}
