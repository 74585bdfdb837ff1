using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Access.Network;

namespace OrleansTwin.Tests.Stages.Access.WhatIf;

/// <summary>
/// One account as collectors write it: instance i-1 with a public address behind a group without rules, roles app (reads nothing) and
/// app-admin (reads every table, in an instance profile), users ann (nothing) and bob (may change ann's policies), the jewel table customers, the bucket data.
/// </summary>
internal static class SmallEstate
{
    public const string Account = "111122223333";
    public const string Iam = "arn:aws:iam::" + Account + ":";
    public const string Instance = "arn:aws:ec2:eu-west-1:" + Account + ":instance/i-1";
    public const string Table = "arn:aws:dynamodb:eu-west-1:" + Account + ":table/customers";
    public const string Bucket = "arn:aws:s3:::data";
    public const string Key = "arn:aws:kms:eu-west-1:" + Account + ":key/k-1";

    private const string Ec2 = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    /// <summary>The files of the snapshot.</summary>
    public static IEnumerable<(string Path, string Json)> Files =>
    [
        ($"{Account}/iam-get-account-authorization-details.json", $$$$$$"""
            {"UserDetailList":[
              {"UserName":"ann","Arn":"{{{{{{Iam}}}}}}user/ann","UserPolicyList":[],"GroupList":[],"AttachedManagedPolicies":[]},
              {"UserName":"bob","Arn":"{{{{{{Iam}}}}}}user/bob","UserPolicyList":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","kms:Decrypt"],"Resource":"*"}]}}],"GroupList":[],"AttachedManagedPolicies":[]}],
             "GroupDetailList":[],
             "RoleDetailList":[
              {"RoleName":"app","Arn":"{{{{{{Iam}}}}}}role/app","AssumeRolePolicyDocument":{{{{{{Ec2}}}}}},"RolePolicyList":[],"AttachedManagedPolicies":[],"InstanceProfileList":[]},
              {"RoleName":"app-admin","Arn":"{{{{{{Iam}}}}}}role/app-admin","AssumeRolePolicyDocument":{{{{{{Ec2}}}}}},"RolePolicyList":[{"PolicyName":"all-tables","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}]}}],"AttachedManagedPolicies":[],
               "InstanceProfileList":[{"Arn":"{{{{{{Iam}}}}}}instance-profile/app-admin","Roles":[{"Arn":"{{{{{{Iam}}}}}}role/app-admin"}]}]}],
             "Policies":[]}
            """),
        ($"{Account}/eu-west-1/dynamodb-list-tables.json", """{"TableNames":["customers"]}"""),
        ($"{Account}/s3-list-buckets.json", """{"Buckets":[{"Name":"data"}]}"""),
        ($"{Account}/s3/get-public-access-block/data.json", "{}"),
        ($"{Account}/eu-west-1/kms-list-keys.json", $$$$$$"""{"Keys":[{"KeyId":"k-1","KeyArn":"{{{{{{Key}}}}}}"}]}"""),
        ($"{Account}/eu-west-1/kms-get-key-policy/k-1.json", $$$$$$"""{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::{{{{{{Account}}}}}}:role/admin\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"}"""),
        ($"{Account}/eu-west-1/lambda-list-functions.json", $$$$$$"""{"Functions":[{"FunctionArn":"arn:aws:lambda:eu-west-1:{{{{{{Account}}}}}}:function:f","Role":"{{{{{{Iam}}}}}}role/app"}]}"""),
        ($"{Account}/eu-west-1/ec2-describe-instances.json", $$$$$$"""{"Reservations":[{"OwnerId":"{{{{{{Account}}}}}}","Instances":[{"InstanceId":"i-1","State":{"Name":"running"},"Placement":{"AvailabilityZone":"eu-west-1a"}}]}]}"""),
        .. Network.Select(static n => ($"{Account}/eu-west-1/ec2-describe-{n.Name}.json", n.Json)),
    ];

    public static SnapshotLists Lists(params (string Path, string Json)[] more)
    {
        var lists = new SnapshotLists();
        foreach (var (path, json) in Files.Concat(more))
        {
            lists.Add(path, json);
        }

        return lists;
    }

    public static AttackWorld World(params (string Path, string Json)[] more)
    {
        var lists = Lists(more);
        Xunit.Assert.Empty(lists.Problems);
        return new() { Snapshot = SnapshotReader.Read(lists), Network = NetworkEstateReader.Read(lists), Jewels = new([new(Table)]) };
    }

    private static readonly (string Name, string Json)[] Network =
    [
        ("vpcs", """{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}]}"""),
        ("subnets", """{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.1.0/24"}]}"""),
        ("internet-gateways", """{"InternetGateways":[{"InternetGatewayId":"igw-1","Attachments":[{"VpcId":"vpc-1"}]}]}"""),
        ("route-tables", """{"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","Associations":[{"Main":true}],"Routes":[{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local","State":"active"},{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}]}]}"""),
        ("network-acls", """{"NetworkAcls":[{"NetworkAclId":"acl-1","Associations":[{"SubnetId":"subnet-1"}],"Entries":[{"RuleNumber":100,"Egress":false,"RuleAction":"allow","Protocol":"-1","CidrBlock":"0.0.0.0/0"},{"RuleNumber":100,"Egress":true,"RuleAction":"allow","Protocol":"-1","CidrBlock":"0.0.0.0/0"}]}]}"""),
        ("security-groups", """{"SecurityGroups":[{"GroupId":"sg-1","VpcId":"vpc-1","IpPermissions":[],"IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}"""),
        ("network-interfaces", """{"NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","SubnetId":"subnet-1","VpcId":"vpc-1","Attachment":{"InstanceId":"i-1"},"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.1.5","Association":{"PublicIp":"198.51.100.7"}}],"Groups":[{"GroupId":"sg-1"}]}]}"""),
    ];
}
