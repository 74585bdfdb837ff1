using System.Globalization;
using System.Text.Json;

namespace OrleansTwin.Bench.Load;

/// <summary>The calls of the load by kind of resource: what makes one, changes one, reads one, and what writes into one.</summary>
internal static class LoadApis
{
    private const int RolesOfFunctions = 97;
    private const string Ami = "ami-0a1b2c3d4e5f60718";
    private const string Vpc = "vpc-0a1b2c3d4e5f60001";
    private const string Subnet = "subnet-0a1b2c3d4e5f60002";

    public static LoadApi[] Creates { get; } =
    [
        new("ec2", "RunInstances")
        {
            Request = static (json, _) => List(json, "instancesSet", static item => Texts(item, ("imageId", Ami))),
            Response = static (json, target) => List(json, "instancesSet", item => Texts(item, ("instanceId", target.Id), ("imageId", Ami), ("subnetId", Subnet), ("vpcId", Vpc), ("instanceType", "m6i.large"))),
        },
        new("ec2", "CreateVolume")
        {
            Request = static (json, _) => Texts(json, ("size", "100"), ("zone", "eu-central-1a"), ("volumeType", "gp3")),
            Response = static (json, target) => Texts(json, ("volumeId", target.Id), ("size", "100"), ("zone", "eu-central-1a"), ("status", "creating")),
        },
        new("ec2", "CreateSecurityGroup")
        {
            Request = static (json, target) => Texts(json, ("groupName", "app"), ("groupDescription", "app"), ("vpcId", Vpc)),
            Response = static (json, target) => { json.WriteBoolean("_return", true); Texts(json, ("groupId", target.Id)); },
        },
        new("s3", "CreateBucket") { Request = Bucket },
        new("dynamodb", "CreateTable")
        {
            Request = static (json, target) => Texts(json, ("tableName", target.Id), ("billingMode", "PAY_PER_REQUEST")),
            Response = static (json, target) => { json.WriteStartObject("tableDescription"); Texts(json, ("tableName", target.Id), ("tableArn", target.Arn), ("tableStatus", "CREATING")); json.WriteEndObject(); },
        },
        new("lambda", "CreateFunction20150331")
        {
            Request = static (json, target) => Texts(json, ("functionName", target.Id), ("runtime", "python3.12"), ("role", RoleOf(target)), ("handler", "app.main")),
            Response = static (json, target) => Texts(json, ("functionName", target.Id), ("functionArn", target.Arn), ("runtime", "python3.12"), ("role", RoleOf(target))),
        },
        new("secretsmanager", "CreateSecret")
        {
            Request = static (json, target) => Texts(json, ("name", target.Id), ("description", "login")),
            Response = static (json, target) => Texts(json, ("arn", target.Arn), ("name", target.Id)),
        },
        new("sqs", "CreateQueue")
        {
            Request = static (json, target) => Texts(json, ("queueName", target.Id)),
            Response = static (json, target) => Texts(json, ("queueUrl", QueueUrl(target))),
        },
        new("kms", "CreateKey")
        {
            Request = static (json, _) => Texts(json, ("keyUsage", "ENCRYPT_DECRYPT"), ("keySpec", "SYMMETRIC_DEFAULT"), ("origin", "AWS_KMS")),
            Response = static (json, target) => { json.WriteStartObject("keyMetadata"); Texts(json, ("keyId", target.Id), ("arn", target.Arn), ("keyState", "Enabled"), ("keyManager", "CUSTOMER")); json.WriteEndObject(); },
        },
    ];

    public static LoadApi[] Changes { get; } =
    [
        new("ec2", "ModifyInstanceAttribute") { Request = static (json, target) => { Texts(json, ("instanceId", target.Id)); json.WriteStartObject("instanceType"); Texts(json, ("value", "m6i.xlarge")); json.WriteEndObject(); }, Response = Returned },
        new("ec2", "ModifyVolume") { Request = static (json, target) => { json.WriteStartObject("ModifyVolumeRequest"); Texts(json, ("VolumeId", target.Id), ("Size", "200")); json.WriteEndObject(); } },
        new("ec2", "AuthorizeSecurityGroupIngress") { Request = static (json, target) => Rule(json, target, "10.0.0.0/16", 443), Response = Returned },
        new("s3", "PutBucketVersioning") { Request = static (json, target) => { Bucket(json, target); json.WriteStartObject("VersioningConfiguration"); Texts(json, ("Status", "Enabled")); json.WriteEndObject(); } },
        new("dynamodb", "UpdateTable") { Request = static (json, target) => { Texts(json, ("tableName", target.Id)); json.WriteBoolean("deletionProtectionEnabled", true); } },
        new("lambda", "UpdateFunctionConfiguration20150331v2") { Request = static (json, target) => { Texts(json, ("functionName", target.Id)); json.WriteNumber("timeout", 60); }, Response = static (json, target) => Texts(json, ("functionName", target.Id), ("functionArn", target.Arn)) },
        new("secretsmanager", "UpdateSecret") { Request = static (json, target) => Texts(json, ("secretId", target.Arn), ("description", "changed")), Response = static (json, target) => Texts(json, ("arn", target.Arn), ("name", target.Id)) },
        new("sqs", "SetQueueAttributes") { Request = static (json, target) => { Texts(json, ("queueUrl", QueueUrl(target))); json.WriteStartObject("attributes"); Texts(json, ("VisibilityTimeout", "60")); json.WriteEndObject(); } },
        new("kms", "EnableKeyRotation") { Request = static (json, target) => Texts(json, ("keyId", target.Arn)) },
    ];

    public static LoadApi[] Reads { get; } =
    [
        new("ec2", "DescribeInstances") { ReadOnly = true, Request = static (json, target) => List(json, "instancesSet", item => Texts(item, ("instanceId", target.Id))) },
        new("ec2", "DescribeVolumes") { ReadOnly = true, Request = static (json, target) => List(json, "volumeSet", item => Texts(item, ("volumeId", target.Id))) },
        new("ec2", "DescribeSecurityGroups") { ReadOnly = true, Request = static (json, target) => List(json, "securityGroupIdSet", item => Texts(item, ("groupId", target.Id))) },
        new("s3", "GetObject") { ReadOnly = true, IsOfData = true, Request = static (json, target) => { Bucket(json, target); Texts(json, ("key", "2026/11/part-00017.parquet")); } },
        new("dynamodb", "GetItem") { ReadOnly = true, IsOfData = true, Request = Item },
        new("lambda", "GetFunction20150331v2") { ReadOnly = true, Request = static (json, target) => Texts(json, ("functionName", target.Id)) },
        new("secretsmanager", "GetSecretValue") { ReadOnly = true, Request = static (json, target) => Texts(json, ("secretId", target.Arn)) },
        new("sqs", "GetQueueAttributes") { ReadOnly = true, Request = static (json, target) => Texts(json, ("queueUrl", QueueUrl(target))) },
        new("kms", "Decrypt") { ReadOnly = true, Request = static (json, target) => Texts(json, ("keyId", target.Arn), ("encryptionAlgorithm", "SYMMETRIC_DEFAULT")) },
    ];

    /// <summary>Writes into a resource, by kind; null where the service logs none.</summary>
    public static LoadApi?[] DataWrites { get; } =
    [
        null, null, null,
        new("s3", "PutObject") { IsOfData = true, Request = static (json, target) => { Bucket(json, target); Texts(json, ("key", "2026/11/part-00018.parquet")); } },
        new("dynamodb", "PutItem") { IsOfData = true, Request = Item },
        new("lambda", "Invoke") { IsOfData = true, Request = static (json, target) => Texts(json, ("functionName", target.Arn), ("invocationType", "Event")) },
        null, null, null,
    ];

    /// <summary>Calls that rules know: they make the alerts whose latency is measured.</summary>
    public static LoadApi[] Notable { get; } =
    [
        new("ec2", "AuthorizeSecurityGroupIngress") { Request = static (json, target) => Rule(json, target, "0.0.0.0/0", 22), Response = Returned },
        new("iam", "AttachRolePolicy") { Request = static (json, target) => Texts(json, ("roleName", $"app-{target.Number % RolesOfFunctions}"), ("policyArn", "arn:aws:iam::aws:policy/AdministratorAccess")) },
        new("cloudtrail", "StopLogging") { Request = static (json, target) => Texts(json, ("name", $"arn:aws:cloudtrail:{LoadTarget.Region}:{target.Account}:trail/main")) },
    ];

    private static void Texts(Utf8JsonWriter json, params ReadOnlySpan<(string Name, string Value)> members)
    {
        foreach (var (name, value) in members)
        {
            json.WriteString(name, value);
        }
    }

    private static void List(Utf8JsonWriter json, string name, Action<Utf8JsonWriter> item)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("items");
        json.WriteStartObject();
        item(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Bucket(Utf8JsonWriter json, LoadTarget target) =>
        Texts(json, ("bucketName", target.Id), ("Host", $"{target.Id}.s3.{LoadTarget.Region}.amazonaws.com"));

    private static void Item(Utf8JsonWriter json, LoadTarget target)
    {
        Texts(json, ("tableName", target.Id));
        json.WriteStartObject("key");
        Texts(json, ("pk", "order"));
        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, LoadTarget target, string range, int port)
    {
        Texts(json, ("groupId", target.Id));
        List(json, "ipPermissions", item =>
        {
            Texts(item, ("ipProtocol", "tcp"));
            item.WriteNumber("fromPort", port);
            item.WriteNumber("toPort", port);
            List(item, "ipRanges", one => Texts(one, ("cidrIp", range)));
        });
    }

    private static void Returned(Utf8JsonWriter json, LoadTarget target) => json.WriteBoolean("_return", true);

    // Functions run as a few of the account's roles.
    private static string RoleOf(LoadTarget target) => string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::{target.Account}:role/app-{target.Number % RolesOfFunctions}");

    private static string QueueUrl(LoadTarget target) => $"https://sqs.{LoadTarget.Region}.amazonaws.com/{target.Account}/{target.Id}";
}
