using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>Programs: the API reads and writes its tables, the nightly batch reads orders, functions work on objects, services do their own calls.</summary>
internal static class WorkloadsAtWork
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(6);

    public static void Write(DemoLog log, DemoRandom random)
    {
        foreach (var host in new[] { DemoHost.ApiOne, DemoHost.ApiTwo })
        {
            Api(log, random.Fork(host.Name), host);
        }

        Batch(log, random.Fork("batch"));
        foreach (var function in DemoNames.Functions)
        {
            Function(log, random.Fork(function), function);
        }

        Services(log, random.Fork("services"));
    }

    /// <summary>A session of an instance's role: keys are handed out for hours, the session is named after the instance.</summary>
    public static DemoActor OnHost(DemoHost host, string role, DateTimeOffset at, string ip, string agent)
    {
        var begun = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % KeyLife.Ticks), TimeSpan.Zero).AddMinutes(7);
        begun = begun > at ? at.AddMinutes(-1) : begun;
        var key = $"ASIA{DemoNames.UniqueId("X", $"{host.Instance}{role}{DemoNames.Text(begun)}")[..16]}";
        return DemoActor.Session(role, host.Instance, key, begun, ip, agent, static context => context["ec2RoleDelivery"] = "2.0");
    }

    /// <summary>A read of one item by its key.</summary>
    public static DemoCall Item(DateTimeOffset at, DemoActor actor, string name, string table, string id) => new(at, actor, "dynamodb", name)
    {
        ReadOnly = name is "GetItem" or "Query",
        IsOfData = true,
        Request = name == "Query"
            ? new() { ["tableName"] = table, ["keyConditionExpression"] = "HIDDEN_DUE_TO_SECURITY_REASONS", ["scanIndexForward"] = false, ["limit"] = 25 }
            : new() { ["tableName"] = table, ["key"] = new JsonObject { ["id"] = id }, ["consistentRead"] = false },
        Resources = [("AWS::DynamoDB::Table", DemoNames.Table(table))],
        Additional = new() { ["tableArn"] = DemoNames.Table(table) },
    };

    private static void Api(DemoLog log, DemoRandom random, DemoHost host)
    {
        for (var hour = DemoScenario.WeekStart; hour < DemoScenario.End; hour = hour.AddHours(1))
        {
            var busy = hour.Hour is >= 7 and < 20;
            for (var call = busy ? random.Between(8, 14) : random.Between(2, 5); call > 0; call--)
            {
                var at = hour + random.Seconds(0, 3599);
                var actor = OnHost(host, DemoNames.ApiRole, at, DemoNames.NatAddress, DemoActor.Java);
                var table = random.Pick(new[] { DemoNames.Jewel, "orders", "orders", "sessions", "inventory" });
                log.Add(Item(at, actor, random.Pick(new[] { "GetItem", "GetItem", "Query", "UpdateItem" }), table, $"{table[0]}-{random.Between(1000, 9999)}"));
            }
        }
    }

    private static void Batch(DemoLog log, DemoRandom random)
    {
        for (var night = DemoScenario.WeekStart.AddHours(1); night < DemoScenario.End; night = night.AddDays(1))
        {
            var now = night.AddMinutes(random.Between(0, 4));
            for (var call = random.Between(22, 34); call > 0; call--)
            {
                now += random.Seconds(5, 30);
                log.Add(Item(now, OnHost(DemoHost.Batch, DemoNames.BatchRole, now, DemoNames.NatAddress, DemoActor.Boto), "GetItem", "orders", $"o-{random.Between(1000, 9999)}"));
            }
        }
    }

    private static void Function(DemoLog log, DemoRandom random, string function)
    {
        for (var hour = DemoScenario.WeekStart; hour < DemoScenario.End; hour = hour.AddHours(1))
        {
            for (var call = random.Between(0, 3); call > 0; call--)
            {
                var at = hour + random.Seconds(0, 3599);
                var actor = DemoActor.Session($"{function}-role", function, $"ASIA{DemoNames.UniqueId("X", $"{function}{hour.Day}{hour.Hour / 6}")[..16]}", hour, "203.0.113.90", DemoActor.Boto);
                var put = random.Chance(40);
                var missing = !put && random.Chance(3);
                var key = $"images/{random.Hex(8)}.png";
                log.Add(new DemoCall(at, actor, "s3", put ? "PutObject" : "GetObject")
                {
                    ReadOnly = !put,
                    IsOfData = true,
                    Request = new() { ["bucketName"] = DemoNames.Assets, ["key"] = key, ["Host"] = $"{DemoNames.Assets}.s3.{DemoNames.Region}.amazonaws.com" },
                    Additional = new() { ["SignatureVersion"] = "SigV4", ["CipherSuite"] = "TLS_AES_128_GCM_SHA256", ["bytesTransferredIn"] = put ? random.Between(9_000, 90_000) : 0, ["AuthenticationMethod"] = "AuthHeader", ["bytesTransferredOut"] = put || missing ? 0 : random.Between(9_000, 90_000) },
                    Error = missing ? "NoSuchKey" : null,
                    ErrorText = "The specified key does not exist.",
                    Resources = [("AWS::S3::Object", $"{DemoNames.Bucket(DemoNames.Assets)}/{key}"), ("AWS::S3::Bucket", DemoNames.Bucket(DemoNames.Assets))],
                });
            }
        }
    }

    /// <summary>Services in their own name: roles taken for instances and functions, backups at night, a weekly report on Sunday.</summary>
    private static void Services(DemoLog log, DemoRandom random)
    {
        for (var hour = DemoScenario.WeekStart; hour < DemoScenario.End; hour = hour.AddHours(6))
        {
            foreach (var host in DemoHost.All.Where(static host => host.Profile is not null))
            {
                log.Add(Assume(hour.AddMinutes(7), "ec2.amazonaws.com", host.Profile!, host.Instance, random));
            }

            foreach (var function in DemoNames.Functions)
            {
                log.Add(Assume(hour + random.Seconds(60, 3000), "lambda.amazonaws.com", $"{function}-role", function, random));
            }
        }

        for (var night = DemoScenario.WeekStart.AddHours(3); night < DemoScenario.WeekEnd; night = night.AddDays(1))
        {
            foreach (var host in DemoHost.All)
            {
                var volume = DemoNames.IdOf("vol", host.Name);
                log.Add(new DemoCall(night + random.Seconds(0, 900), Backup(night), "ec2", "CreateSnapshot")
                {
                    Request = new() { ["volumeId"] = volume, ["description"] = "nightly" },
                    Response = new() { ["snapshotId"] = $"snap-0{random.Hex(16)}", ["volumeId"] = volume, ["status"] = "pending", ["ownerId"] = DemoNames.Account, ["encrypted"] = true },
                });
            }
        }

        var sunday = DemoScenario.WeekStart.AddDays(6).AddHours(5);
        var reporter = DemoActor.Session("nightly-cleanup-role", "nightly-cleanup", $"ASIAXAMPLE{random.Base32(10)}", sunday, "203.0.113.90", DemoActor.Boto);
        foreach (var bucket in DemoNames.Buckets)
        {
            log.Add(new DemoCall(sunday += random.Seconds(1, 20), reporter, "s3", "GetBucketLifecycle") { ReadOnly = true, Request = new() { ["bucketName"] = bucket, ["lifecycle"] = string.Empty }, Error = bucket == DemoNames.Assets ? "NoSuchLifecycleConfiguration" : null, ErrorText = "The lifecycle configuration does not exist" });
        }
    }

    private static DemoActor Backup(DateTimeOffset night)
    {
        var session = DemoActor.Session("service-role/AWSBackupDefaultServiceRole", "AWSBackup-AWSBackupDefaultServiceRole", $"ASIA{DemoNames.UniqueId("X", DemoNames.Text(night))[..16]}", night, "backup.amazonaws.com", "backup.amazonaws.com");
        return session with
        {
            Identity = () =>
            {
                var identity = session.Identity();
                identity["invokedBy"] = "backup.amazonaws.com";
                return identity;
            },
        };
    }

    private static DemoCall Assume(DateTimeOffset at, string service, string role, string session, DemoRandom random) => new(at, DemoActor.Service(service), "sts", "AssumeRole")
    {
        ReadOnly = true,
        Request = new() { ["roleArn"] = DemoNames.Iam($"role/{role}"), ["roleSessionName"] = session },
        Response = new()
        {
            ["credentials"] = new JsonObject { ["accessKeyId"] = $"ASIAXAMPLE{random.Base32(10)}", ["sessionToken"] = "***", ["expiration"] = DemoNames.Text(at.AddHours(6)) },
            ["assumedRoleUser"] = new JsonObject { ["assumedRoleId"] = $"{DemoNames.UniqueId("AROA", role)}:{session}", ["arn"] = $"arn:aws:sts::{DemoNames.Account}:assumed-role/{role}/{session}" },
        },
        Resources = [("AWS::IAM::Role", DemoNames.Iam($"role/{role}"))],
        SharedId = random.Uuid(),
    };
}
