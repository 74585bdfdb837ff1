using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// People: most over single sign-on, three with a key of their own. They look, try what they may not, mistype names, are throttled, and
/// now and then change something.
/// </summary>
internal static class PeopleAtWork
{
    private const int HomePercent = 30;
    private const int SlipPercent = 3;

    private static readonly string[] Names =
    [
        "alma.berg", "ben.okafor", "carla.nunez", "dov.levin", "elin.strand", "farid.haddad", "gita.rao", "hugo.marsh", "ines.costa", "jan.kowal", "kaya.demir", "liam.byrne",
        "maud.petit", "nils.holm", "olga.sirko", "paulo.reis", "quinn.adler", "rosa.conti", "sven.lund", "tomas.novak", "uma.iyer", "vera.klein", "wim.bakker", "yara.saleh",
    ];

    private static readonly (string Service, string Name)[] Looks =
    [
        ("ec2", "DescribeInstances"), ("ec2", "DescribeSecurityGroups"), ("ec2", "DescribeVolumes"), ("ec2", "DescribeInstanceStatus"), ("lambda", "ListFunctions20150331"), ("lambda", "GetFunctionConfiguration20150331v2"),
        ("dynamodb", "ListTables"), ("dynamodb", "DescribeTable"), ("s3", "ListBuckets"), ("s3", "GetBucketLocation"), ("logs", "DescribeLogGroups"), ("logs", "StartQuery"), ("monitoring", "DescribeAlarms"), ("cloudformation", "DescribeStacks"),
        ("iam", "ListRoles"), ("iam", "GetRole"), ("sts", "GetCallerIdentity"), ("kms", "ListAliases"), ("ecs", "ListClusters"), ("rds", "DescribeDBInstances"),
    ];

    public static void Write(DemoLog log, DemoRandom random)
    {
        foreach (var (person, index) in Names.Select(static (name, index) => (name, index)))
        {
            var own = random.Fork(person);
            for (var day = 0; day < 5; day++)
            {
                SignedOnDay(log, own, person, index, DemoScenario.WeekStart.AddDays(day));
            }
        }

        KeyHolder(log, random.Fork("key"), DemoNames.Victim, DemoNames.VictimKey, [0, 1, 2, 3, 4, 5]);
        KeyHolder(log, random.Fork("backup"), "backup-operator", "AKIAXAMPLEBACKUPOP01", [1, 3]);
        KeyHolder(log, random.Fork("metrics"), "metrics-reader", "AKIAXAMPLEMETRICSR01", [0, 1, 2, 3, 4, 5, 6]);
        Administration(log, random.Fork("administration"));
    }

    private static void SignedOnDay(DemoLog log, DemoRandom random, string person, int index, DateTimeOffset day)
    {
        var set = index % 6 == 0 ? "PlatformAdmin" : index % 3 == 0 ? "ReadOnly" : "Developer";
        var begun = day.AddHours(7).AddMinutes(random.Between(0, 170));
        var ip = random.Chance(HomePercent) ? $"198.51.100.{140 + index}" : DemoNames.Office;
        var key = $"ASIAXAMPLE{random.Base32(10)}";
        var fromConsole = random.Chance(60);
        var actor = SignedOn(set, person, key, begun, ip, fromConsole);
        log.Add(SignIn(set, person, key, begun, ip, actor.Agent));
        var now = begun.AddSeconds(20);
        for (var call = random.Between(10, 30); call > 0; call--)
        {
            now += random.Chance(20) ? TimeSpan.FromMinutes(random.Between(5, 60)) : random.Seconds(1, 90);
            Look(log, random, now, actor);
        }
    }

    private static DemoActor SignedOn(string set, string person, string key, DateTimeOffset begun, string ip, bool fromConsole) =>
        DemoActor.Session($"aws-reserved/sso.amazonaws.com/{DemoNames.Region}/AWSReservedSSO_{set}_{DemoNames.UniqueId(string.Empty, set)[..16].ToLowerInvariant()}", $"{person}@meridian.example", key, begun, ip, fromConsole ? DemoActor.Console : DemoActor.Cli) with { FromConsole = fromConsole };

    private static DemoCall SignIn(string set, string person, string key, DateTimeOffset begun, string ip, string agent)
    {
        var role = $"AWSReservedSSO_{set}_{DemoNames.UniqueId(string.Empty, set)[..16].ToLowerInvariant()}";
        var mail = $"{person}@meridian.example";
        var caller = new DemoActor(() => new() { ["type"] = "SAMLUser", ["principalId"] = $"{DemoNames.UniqueId("AIDP", mail)}:{mail}", ["userName"] = mail, ["identityProvider"] = DemoNames.Iam("saml-provider/AWSSSO_DO_NOT_DELETE") }, ip, agent);
        return new(begun, caller, "sts", "AssumeRoleWithSAML")
        {
            ReadOnly = true,
            Request = new() { ["principalArn"] = DemoNames.Iam("saml-provider/AWSSSO_DO_NOT_DELETE"), ["roleArn"] = DemoNames.Iam($"role/aws-reserved/sso.amazonaws.com/{DemoNames.Region}/{role}"), ["roleSessionName"] = mail, ["durationSeconds"] = 28800 },
            Response = new()
            {
                ["credentials"] = new JsonObject { ["accessKeyId"] = key, ["sessionToken"] = "***", ["expiration"] = DemoNames.Text(begun.AddHours(8)) },
                ["assumedRoleUser"] = new JsonObject { ["assumedRoleId"] = $"{DemoNames.UniqueId("AROA", role)}:{mail}", ["arn"] = $"arn:aws:sts::{DemoNames.Account}:assumed-role/{role}/{mail}" },
                ["subject"] = mail, ["subjectType"] = "persistent",
            },
            Resources = [("AWS::IAM::Role", DemoNames.Iam($"role/aws-reserved/sso.amazonaws.com/{DemoNames.Region}/{role}"))],
        };
    }

    private static void Look(DemoLog log, DemoRandom random, DateTimeOffset now, DemoActor actor)
    {
        var (service, name) = random.Pick(Looks);
        var call = new DemoCall(now, actor, service, name) { ReadOnly = true, Request = RequestOf(name, random) };
        if (random.Chance(SlipPercent))
        {
            (string Error, string Text) slip = service switch
            {
                "ec2" => ("Client.RequestLimitExceeded", "Request limit exceeded."),
                "iam" => ("NoSuchEntityException", "The role with name orders-apy cannot be found."),
                "dynamodb" => ("ResourceNotFoundException", "Requested resource not found: Table: ordres not found"),
                "s3" => ("AccessDenied", "Access Denied"),
                "logs" => ("AccessDeniedException", "User is not authorized to perform: logs:StartQuery because no identity-based policy allows the action"),
                _ => ("ThrottlingException", "Rate exceeded"),
            };
            call = call with { Error = slip.Error, ErrorText = slip.Text };
        }

        log.Add(call);
    }

    private static JsonObject? RequestOf(string name, DemoRandom random) => name switch
    {
        "DescribeInstances" or "DescribeInstanceStatus" => new() { ["instancesSet"] = new JsonObject(), ["filterSet"] = new JsonObject() },
        "DescribeSecurityGroups" => new() { ["securityGroupSet"] = new JsonObject(), ["securityGroupIdSet"] = new JsonObject(), ["filterSet"] = new JsonObject() },
        "DescribeVolumes" => new() { ["volumeSet"] = new JsonObject(), ["filterSet"] = new JsonObject(), ["maxResults"] = 1000 },
        "DescribeTable" => new() { ["tableName"] = random.Pick(DemoNames.Tables) },
        "GetBucketLocation" => new() { ["bucketName"] = random.Pick(DemoNames.Buckets), ["location"] = string.Empty },
        "GetRole" => new() { ["roleName"] = random.Pick(new[] { DemoNames.ApiRole, DemoNames.ExportRole, "thumbnails-role" }) },
        "GetFunctionConfiguration20150331v2" => new() { ["functionName"] = random.Pick(DemoNames.Functions) },
        "DescribeLogGroups" => new() { ["limit"] = 50 },
        _ => null,
    };

    private static void KeyHolder(DemoLog log, DemoRandom random, string user, string key, int[] days)
    {
        var actor = DemoActor.User(user, key, DemoNames.Office, DemoActor.Cli);
        foreach (var day in days)
        {
            var now = DemoScenario.WeekStart.AddDays(day).AddHours(8).AddMinutes(random.Between(0, 60));
            for (var call = random.Between(8, 20); call > 0; call--)
            {
                now += random.Seconds(20, 1500);
                var (service, name) = random.Pick(new[] { ("ec2", "DescribeInstances"), ("ec2", "DescribeSecurityGroups"), ("monitoring", "GetMetricData"), ("ec2", "DescribeInstanceStatus"), ("logs", "DescribeLogGroups") });
                log.Add(new DemoCall(now, actor, service, name) { ReadOnly = true, Request = RequestOf(name, random) });
            }
        }
    }

    /// <summary>Changes people make in a week: a rule for a new check, tags, a disk image, a log setting.</summary>
    private static void Administration(DemoLog log, DemoRandom random)
    {
        foreach (var day in new[] { 0, 2, 3 })
        {
            var begun = DemoScenario.WeekStart.AddDays(day).AddHours(9).AddMinutes(random.Between(0, 90));
            var key = $"ASIAXAMPLE{random.Base32(10)}";
            var actor = SignedOn("PlatformAdmin", Names[6], key, begun, DemoNames.Office, true);
            log.Add(SignIn("PlatformAdmin", Names[6], key, begun, DemoNames.Office, actor.Agent));
            var now = begun.AddMinutes(4);
            log.Add(new DemoCall(now, actor, "ec2", "AuthorizeSecurityGroupIngress") { Request = EstateBuilding.Ingress(DemoNames.ApiGroup, 9100 + day, "10.20.0.0/16", "monitoring"), Response = new() { ["_return"] = true } });
            log.Add(new DemoCall(now.AddMinutes(2), actor, "ec2", "CreateTags")
            {
                Request = new() { ["resourcesSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["resourceId"] = DemoNames.BatchHost }) }, ["tagSet"] = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["key"] = "owner", ["value"] = "data" }) } },
                Response = new() { ["_return"] = true },
            });
            var volume = DemoNames.IdOf("vol", "orders-api");
            log.Add(new DemoCall(now.AddMinutes(9), actor, "ec2", "CreateSnapshot")
            {
                Request = new() { ["volumeId"] = volume, ["description"] = "before the upgrade" },
                Response = new() { ["snapshotId"] = $"snap-0{random.Hex(16)}", ["volumeId"] = volume, ["status"] = "pending", ["ownerId"] = DemoNames.Account, ["encrypted"] = true, ["volumeSize"] = "40" },
            });
        }
    }
}
