using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using static OrleansTwin.Tests.Stages.Access.Impacts.WorldBuilder;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>Small estates of everything that impacts tell apart, changed at random.</summary>
internal static class RandomWorlds
{
    private static readonly string[] Actions = ["dynamodb:GetItem", "dynamodb:*", "s3:GetObject", "s3:Put*", "*", "iam:PutRolePolicy", "kms:Decrypt"];

    public static WorldBuilder Of(int seed)
    {
        var choose = new SplitMix((uint)seed);
        var world = new WorldBuilder();
        for (var index = 0; index < 3; index++)
        {
            world.Create(Table($"t{index}"), "AWS::DynamoDB::Table");
            world.Create(Bucket($"b{index}"), "AWS::S3::Bucket");
            world.Create(Iam($"role/r{index}"), "AWS::IAM::Role");
            world.Create(Iam($"instance-profile/p{index}"), "AWS::IAM::InstanceProfile");
            world.Create(Iam($"policy/m{index}"), "AWS::IAM::ManagedPolicy", Set("document", Allow(Actions[choose.Next(Actions.Length)])));
            world.Create(Iam($"group/g{index}"), "AWS::IAM::Group");
            world.Create(Ec2($"security-group/sg-{index}"), "AWS::EC2::SecurityGroup");
        }

        for (var index = 0; index < 25; index++)
        {
            Step(world, choose);
        }

        return world;
    }

    private static void Step(WorldBuilder world, SplitMix choose)
    {
        var (role, profile, policy, group) = (Iam($"role/r{choose.Next(3)}"), Iam($"instance-profile/p{choose.Next(3)}"), Iam($"policy/m{choose.Next(3)}"), Iam($"group/g{choose.Next(3)}"));
        var (instance, user, sg) = (Ec2($"instance/i-{choose.Next(4)}"), Iam($"user/u{choose.Next(3)}"), Ec2($"security-group/sg-{choose.Next(3)}"));
        var document = Allow(Actions[choose.Next(Actions.Length)], choose.Next(2) == 0 ? "*" : Table($"t{choose.Next(3)}").Value);
        _ = choose.Next(13) switch
        {
            0 => world.Change(role, "AWS::IAM::Role", "iam:AttachRolePolicy", Rel(RelationKind.HasPolicy, policy)),
            1 => world.Change(role, "AWS::IAM::Role", "iam:DetachRolePolicy", Rel(RelationKind.HasPolicy, policy, removed: true)),
            2 => world.Change(profile, "AWS::IAM::InstanceProfile", "iam:AddRoleToInstanceProfile", Rel(RelationKind.ContainsRole, role, exclusive: true)),
            3 => world.Change(instance, "AWS::EC2::Instance", "ec2:AssociateIamInstanceProfile", Rel(RelationKind.HasInstanceProfile, profile, exclusive: true)),
            4 => world.Change(policy, "AWS::IAM::ManagedPolicy", "iam:CreatePolicyVersion", Set("document", document)),
            5 => world.Change(user, "AWS::IAM::User", "iam:AddUserToGroup", Rel(RelationKind.MemberOf, group)),
            6 => world.Change(group, "AWS::IAM::Group", "iam:AttachGroupPolicy", Rel(RelationKind.HasPolicy, policy)),
            7 => world.Change(role, "AWS::IAM::Role", "iam:PutRolePermissionsBoundary", Rel(RelationKind.BoundedBy, policy, exclusive: true)),
            8 => world.Change(sg, "AWS::EC2::SecurityGroup", "ec2:AuthorizeSecurityGroupIngress", Set("ingress", "{}", "tcp/22-22/0.0.0.0/0")),
            9 => world.Change(instance, "AWS::EC2::Instance", "ec2:ModifyInstanceAttribute", Rel(RelationKind.InSecurityGroup, sg)),
            10 => world.Change(Bucket($"b{choose.Next(3)}"), "AWS::S3::Bucket", "s3:PutBucketPolicy", Set("policy", $$$"""{"Statement":[{"Effect":"Allow","Principal":{{{Principals(role, choose)}}},"Action":"s3:*","Resource":"*"}]}""")),
            11 => world.Change(user, "AWS::IAM::User", "iam:AttachUserPolicy", Rel(RelationKind.HasPolicy, policy)),
            _ => world.Delete(instance, "AWS::EC2::Instance", "ec2:TerminateInstances"),
        };
    }

    private static string Principals(EntityId role, SplitMix choose) => choose.Next(6) switch
    {
        0 => "\"*\"",
        1 => $$"""{"AWS":"arn:aws:iam::{{role.AccountOf()}}:root"}""",
        2 => $$"""{"AWS":["{{role.AccountOf()}}","{{role}}"]}""",
        3 => """{"Service":"cloudtrail.amazonaws.com"}""",
        _ => $$"""{"AWS":"{{role}}"}""",
    };
}
