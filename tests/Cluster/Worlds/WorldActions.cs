namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>Calls in the documented shapes, on the n-th thing of a kind in an account.</summary>
internal static class WorldActions
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "CreateRole", "PutRolePolicy", "DeleteRolePolicy", "UpdateAssumeRolePolicy", "DeleteRole", "CreateInstanceProfile", "AddRoleToInstanceProfile",
        "CreateUser", "CreateAccessKey", "PutUserPolicy", "CreateBucket", "PutBucketPolicy", "DeleteBucketPolicy", "CreateSecurityGroup",
        "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress", "RunInstances", "CreateTable", "GetItem", "GetSecretValue", "ListBuckets",
        "GetCallerIdentity", "AssumeRole", "StopLogging", "GetObject",
    ];

    public static (string Source, string Name, object? Request, object? Response) Of(string name, string account, string other, int n) => name switch
    {
        "CreateRole" => Iam(name, new { roleName = $"role-{n}", assumeRolePolicyDocument = Trust(other) }, new { role = new { arn = $"arn:aws:iam::{account}:role/role-{n}", roleId = $"AROA{n}" } }),
        "UpdateAssumeRolePolicy" => Iam(name, new { roleName = $"role-{n}", policyDocument = Trust(other) }),
        "PutRolePolicy" => Iam(name, new { roleName = $"role-{n}", policyName = "p", policyDocument = Policy(n) }),
        "DeleteRolePolicy" => Iam(name, new { roleName = $"role-{n}", policyName = "p" }),
        "DeleteRole" => Iam(name, new { roleName = $"role-{n}" }),
        "CreateInstanceProfile" => Iam(name, new { instanceProfileName = $"profile-{n}" }, new { instanceProfile = new { arn = $"arn:aws:iam::{account}:instance-profile/profile-{n}", instanceProfileId = $"AIPA{n}" } }),
        "AddRoleToInstanceProfile" => Iam(name, new { instanceProfileName = $"profile-{n}", roleName = $"role-{(n + 1) % 4}" }),
        "CreateUser" => Iam(name, new { userName = $"user-{n}" }, new { user = new { arn = $"arn:aws:iam::{account}:user/user-{n}", userId = $"AIDA{n}", userName = $"user-{n}" } }),
        "CreateAccessKey" => Iam(name, new { userName = $"user-{n}" }, new { accessKey = new { accessKeyId = $"AKIA{n}000000000000000", status = "Active", userName = $"user-{n}" } }),
        "PutUserPolicy" => Iam(name, new { userName = $"user-{n}", policyName = "p", policyDocument = Policy(n) }),
        "CreateBucket" or "DeleteBucketPolicy" => S3(name, new { bucketName = $"bucket-{account}-{n}" }),
        "PutBucketPolicy" => S3(name, new { bucketName = $"bucket-{account}-{n}", bucketPolicy = new { Version = "2012-10-17", Statement = new[] { new { Effect = "Allow", Principal = n % 2 == 0 ? "*" : other, Action = "s3:GetObject", Resource = $"arn:aws:s3:::bucket-{account}-{n}/*" } } } }),
        "GetObject" => S3(name, new { bucketName = $"bucket-{account}-{n}", key = "report.csv" }),
        "ListBuckets" => S3(name, new { Host = "s3.amazonaws.com" }),
        "CreateSecurityGroup" => Ec2(name, new { groupName = $"group-{n}", vpcId = "vpc-1" }, new { groupId = $"sg-{n:D8}" }),
        "AuthorizeSecurityGroupIngress" or "RevokeSecurityGroupIngress" => Ec2(name, new { groupId = $"sg-{n:D8}", ipPermissions = new { items = new[] { new { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipRanges = new { items = new[] { new { cidrIp = n % 2 == 0 ? "0.0.0.0/0" : "10.0.0.0/8" } } } } } } }),
        "RunInstances" => Ec2(name, new { instanceType = "m5.large" }, new
        {
            instancesSet = new
            {
                items = new[]
                {
                    new
                    {
                        instanceId = $"i-{n:D17}",
                        privateIpAddress = $"10.0.0.{n + 4}",
                        iamInstanceProfile = new { arn = $"arn:aws:iam::{account}:instance-profile/profile-{n}" },
                        groupSet = new { items = new[] { new { groupId = $"sg-{n:D8}" } } },
                        networkInterfaceSet = new { items = new[] { new { networkInterfaceId = $"eni-{n:D8}", privateIpAddress = $"10.0.0.{n + 4}" } } },
                    },
                },
            },
        }),
        "CreateTable" => ("dynamodb.amazonaws.com", name, new { tableName = $"table-{n}" }, new { tableDescription = new { tableArn = $"arn:aws:dynamodb:eu-west-1:{account}:table/table-{n}" } }),
        "GetItem" => ("dynamodb.amazonaws.com", name, new { tableName = $"table-{n}" }, null),
        "GetSecretValue" => ("secretsmanager.amazonaws.com", name, new { secretId = $"secret-{n}" }, null),
        "AssumeRole" => ("sts.amazonaws.com", name, new { roleArn = $"arn:aws:iam::{other}:role/role-{n}", roleSessionName = "work" }, new { credentials = new { accessKeyId = $"ASIA{n}000000000000000" }, assumedRoleUser = new { arn = $"arn:aws:sts::{other}:assumed-role/role-{n}/work", assumedRoleId = $"AROA{n}:work" } }),
        "GetCallerIdentity" => ("sts.amazonaws.com", name, null, null),
        _ => ("cloudtrail.amazonaws.com", name, new { name = $"arn:aws:cloudtrail:eu-west-1:{account}:trail/main" }, null),
    };

    private static (string Source, string Name, object? Request, object? Response) Iam(string name, object request, object? response = null) => ("iam.amazonaws.com", name, request, response);

    private static (string Source, string Name, object? Request, object? Response) S3(string name, object request) => ("s3.amazonaws.com", name, request, null);

    private static (string Source, string Name, object? Request, object? Response) Ec2(string name, object request, object? response = null) => ("ec2.amazonaws.com", name, request, response);

    private static string Trust(string other) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{other}}:root","Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private static string Policy(int n) => n switch
    {
        0 => """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
        1 => """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","dynamodb:GetItem"],"Resource":"*"}]}""",
        2 => """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"secretsmanager:*","Resource":"*"},{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}""",
        _ => """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}]}""",
    };
}
