using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// The night: a person's key is used from a Tor exit; it looks around, gives an instance a role that reads every table, opens its SSH,
/// logs in, is refused by a bucket, reads the customers table item by item, and carries the items away.
/// </summary>
internal static class AttackStory
{
    private const int Ssh = 22;
    private const int HttpsPort = 443;
    private const int Kilo = 1_000;
    private const string Agent = "aws-cli/2.15.30 Python/3.11.8 Linux/6.6.15-amd64 exe/x86_64.kali.2024 prompt/off";

    public static void Write(DemoLog log, DemoRandom random)
    {
        var key = DemoActor.User(DemoNames.Victim, DemoNames.VictimKey, DemoNames.ExitOne, Agent);
        var now = DemoScenario.AttackStart;
        now = LookAround(log, random, key, now);
        now = AttachProfile(log, random, key, now);
        now = OpenPort(log, random, key, now);
        now = LogIn(log, random, now);
        var read = TakeItems(log, random, now);
        CarryAway(log, random, read);
    }

    private static DateTimeOffset LookAround(DemoLog log, DemoRandom random, DemoActor key, DateTimeOffset now)
    {
        (string Service, string Name, JsonObject? Request)[] calls =
        [
            ("sts", "GetCallerIdentity", null),
            ("ec2", "DescribeInstances", new() { ["instancesSet"] = new JsonObject(), ["filterSet"] = new JsonObject() }),
            ("ec2", "DescribeIamInstanceProfileAssociations", new() { ["DescribeIamInstanceProfileAssociationsRequest"] = string.Empty }),
            ("iam", "ListInstanceProfiles", null),
            ("ec2", "DescribeSecurityGroups", new() { ["securityGroupSet"] = new JsonObject(), ["securityGroupIdSet"] = new JsonObject(), ["filterSet"] = new JsonObject() }),
            ("ec2", "DescribeSubnets", new() { ["subnetSet"] = new JsonObject(), ["filterSet"] = new JsonObject() }),
        ];
        foreach (var (service, name, request) in calls)
        {
            log.Add(new DemoCall(now, key, service, name) { ReadOnly = true, Request = request });
            now += random.Seconds(15, 75);
        }

        return now;
    }

    private static DateTimeOffset AttachProfile(DemoLog log, DemoRandom random, DemoActor key, DateTimeOffset now)
    {
        now += random.Seconds(60, 200);
        var association = DemoNames.IdOf("iip-assoc", DemoNames.StatusHost);
        log.Add(new DemoCall(now, key, "ec2", "AssociateIamInstanceProfile")
        {
            Request = new() { ["AssociateIamInstanceProfileRequest"] = new JsonObject { ["InstanceId"] = DemoNames.StatusHost, ["IamInstanceProfile"] = new JsonObject { ["Name"] = DemoNames.ExportRole } } },
            Response = new()
            {
                ["AssociateIamInstanceProfileResponse"] = new JsonObject
                {
                    ["xmlns"] = "http://ec2.amazonaws.com/doc/2016-11-15/", ["requestId"] = random.Uuid(),
                    ["iamInstanceProfileAssociation"] = new JsonObject
                    {
                        ["associationId"] = association, ["instanceId"] = DemoNames.StatusHost, ["state"] = "associating",
                        ["iamInstanceProfile"] = new JsonObject { ["arn"] = DemoNames.Iam($"instance-profile/{DemoNames.ExportRole}"), ["id"] = DemoNames.UniqueId("AIPA", DemoNames.ExportRole) },
                    },
                },
            },
        });
        return now;
    }

    private static DateTimeOffset OpenPort(DemoLog log, DemoRandom random, DemoActor key, DateTimeOffset now)
    {
        now += random.Seconds(70, 160);
        log.Add(new DemoCall(now, key, "ec2", "AuthorizeSecurityGroupIngress")
        {
            Request = EstateBuilding.Ingress(DemoNames.StatusGroup, Ssh, "0.0.0.0/0"),
            Response = new()
            {
                ["requestId"] = random.Uuid(), ["_return"] = true,
                ["securityGroupRuleSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["groupOwnerId"] = DemoNames.Account, ["groupId"] = DemoNames.StatusGroup, ["securityGroupRuleId"] = $"sgr-0{random.Hex(16)}", ["isEgress"] = false, ["ipProtocol"] = "tcp", ["fromPort"] = Ssh, ["toPort"] = Ssh, ["cidrIpv4"] = "0.0.0.0/0" }) },
            },
        });
        return now;
    }

    private static DateTimeOffset LogIn(DemoLog log, DemoRandom random, DateTimeOffset now)
    {
        now += random.Seconds(90, 180);
        var port = random.Between(33_000, 60_000);
        for (var minute = 0; minute < 5; minute++)
        {
            log.Add(new DemoFlow(now.AddMinutes(minute), DemoHost.Status, false, DemoNames.ExitTwo, port, Ssh, random.Between(9, 24) * Kilo) { TcpFlags = minute == 0 ? 2 : 0 });
            log.Add(new DemoFlow(now.AddMinutes(minute), DemoHost.Status, true, DemoNames.ExitTwo, port, Ssh, random.Between(14, 40) * Kilo) { TcpFlags = minute == 0 ? 18 : 0 });
        }

        return now.AddMinutes(3);
    }

    private static DateTimeOffset TakeItems(DemoLog log, DemoRandom random, DateTimeOffset now)
    {
        now += random.Seconds(20, 60);
        var role = WorkloadsAtWork.OnHost(DemoHost.Status, DemoNames.ExportRole, DemoScenario.AttackStart.AddMinutes(15), DemoNames.StatusAddress, DemoActor.Boto);
        const string Key = "2025/annual-accounts.xlsx";
        log.Add(new DemoCall(now, role, "s3", "HeadObject")
        {
            ReadOnly = true, IsOfData = true, Error = "AccessDenied", ErrorText = "Access Denied",
            Request = new() { ["bucketName"] = DemoNames.Archive, ["key"] = Key, ["Host"] = $"{DemoNames.Archive}.s3.{DemoNames.Region}.amazonaws.com" },
            Additional = new() { ["SignatureVersion"] = "SigV4", ["CipherSuite"] = "TLS_AES_128_GCM_SHA256", ["bytesTransferredIn"] = 0, ["AuthenticationMethod"] = "AuthHeader", ["bytesTransferredOut"] = 0 },
            Resources = [("AWS::S3::Object", $"{DemoNames.Bucket(DemoNames.Archive)}/{Key}"), ("AWS::S3::Bucket", DemoNames.Bucket(DemoNames.Archive))],
        });
        now += random.Seconds(40, 90);
        var minute = now;
        for (var call = random.Between(220, 280); call > 0; call--)
        {
            now += random.Seconds(1, 3);
            log.Add(WorkloadsAtWork.Item(now, role, "GetItem", DemoNames.Jewel, $"c-{random.Between(1000, 9999)}"));
        }

        for (; minute < now; minute = minute.AddMinutes(1))
        {
            log.Add(new DemoFlow(minute, DemoHost.Status, true, DemoNames.DynamoAddress, HttpsPort, 49_152, random.Between(90, 160) * Kilo) { PeerService = "DYNAMODB", TcpFlags = 3 });
            log.Add(new DemoFlow(minute, DemoHost.Status, false, DemoNames.DynamoAddress, HttpsPort, 49_152, random.Between(900, 1_600) * Kilo) { PeerService = "DYNAMODB", TcpFlags = 18 });
        }

        return now;
    }

    private static void CarryAway(DemoLog log, DemoRandom random, DateTimeOffset now)
    {
        now += random.Seconds(60, 150);
        var port = random.Between(33_000, 60_000);
        for (var minute = 0; minute < 6; minute++)
        {
            log.Add(new DemoFlow(now.AddMinutes(minute), DemoHost.Status, true, DemoNames.DropHost, HttpsPort, port, random.Between(14_000, 24_000) * (long)Kilo) { TcpFlags = minute == 0 ? 2 : 0 });
            log.Add(new DemoFlow(now.AddMinutes(minute), DemoHost.Status, false, DemoNames.DropHost, HttpsPort, port, random.Between(80, 200) * Kilo) { TcpFlags = minute == 0 ? 18 : 0 });
        }
    }
}
