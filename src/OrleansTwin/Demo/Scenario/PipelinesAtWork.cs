using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>
/// Pipelines: releases of functions through the day. One of them lost a permission on Thursday and repeats the same refused call: the near
/// miss. It looks like probing by its count; that it is one call on one target over and over is why nobody is called.
/// </summary>
internal static class PipelinesAtWork
{
    private const int NearMissDay = 3;

    public static void Write(DemoLog log, DemoRandom random)
    {
        for (var day = 0; day < 7; day++)
        {
            for (var run = day < 5 ? random.Between(7, 12) : random.Between(0, 2); run > 0; run--)
            {
                Release(log, random, DemoScenario.WeekStart.AddDays(day).AddHours(8).AddMinutes(random.Between(0, 600)));
            }

            Drift(log, random, DemoScenario.WeekStart.AddDays(day).AddHours(4).AddMinutes(random.Between(0, 10)));
        }

        NearMiss(log, random, DemoScenario.WeekStart.AddDays(NearMissDay).AddHours(15).AddMinutes(random.Between(2, 30)));
    }

    private static void Release(DemoLog log, DemoRandom random, DateTimeOffset start)
    {
        var run = Run(random, "deploy", start);
        log.Add(run.Begin());
        var actor = run.Actor(DemoActor.Cli);
        var function = random.Pick(DemoNames.Functions);
        var now = start.AddSeconds(random.Between(4, 20));
        log.Add(new DemoCall(now, actor, "sts", "GetCallerIdentity") { ReadOnly = true });
        log.Add(new DemoCall(now += random.Seconds(3, 30), actor, "s3", "PutObject") { IsOfData = true, Request = new() { ["bucketName"] = "meridian-build-artifacts", ["key"] = $"{function}/{random.Hex(8)}.zip", ["Host"] = $"meridian-build-artifacts.s3.{DemoNames.Region}.amazonaws.com" }, Resources = [("AWS::S3::Object", $"{DemoNames.Bucket("meridian-build-artifacts")}/{function}"), ("AWS::S3::Bucket", DemoNames.Bucket("meridian-build-artifacts"))] });
        log.Add(new DemoCall(now += random.Seconds(2, 9), actor, "lambda", "GetFunction20150331v2") { ReadOnly = true, Request = new() { ["functionName"] = function } });
        log.Add(new DemoCall(now += random.Seconds(2, 9), actor, "lambda", "UpdateFunctionCode20150331v2")
        {
            Request = new() { ["functionName"] = function, ["s3Bucket"] = "meridian-build-artifacts", ["s3Key"] = $"{function}/current.zip", ["publish"] = false, ["dryRun"] = false },
            Response = new() { ["functionName"] = function, ["functionArn"] = DemoNames.Function(function), ["runtime"] = "python3.13", ["role"] = DemoNames.Iam($"role/{function}-role"), ["codeSha256"] = random.Base32(40), ["version"] = "$LATEST" },
        });
        for (var poll = random.Between(1, 4); poll > 0; poll--)
        {
            log.Add(new DemoCall(now += random.Seconds(5, 9), actor, "lambda", "GetFunctionConfiguration20150331v2") { ReadOnly = true, Request = new() { ["functionName"] = function } });
        }
    }

    /// <summary>The infrastructure pipeline looks every night whether the estate is as written.</summary>
    private static void Drift(DemoLog log, DemoRandom random, DateTimeOffset start)
    {
        var run = Run(random, "terraform", start) with { Repository = "meridian/infrastructure" };
        log.Add(run.Begin());
        var actor = run.Actor(DemoActor.Terraform);
        var now = start.AddSeconds(5);
        foreach (var (service, name) in new[] { ("ec2", "DescribeVpcs"), ("ec2", "DescribeSubnets"), ("ec2", "DescribeSecurityGroups"), ("ec2", "DescribeInstances"), ("ec2", "DescribeRouteTables"), ("iam", "ListInstanceProfiles"), ("lambda", "ListFunctions20150331"), ("cloudtrail", "DescribeTrails") })
        {
            log.Add(new DemoCall(now += random.Seconds(1, 3), actor, service, name) { ReadOnly = true });
        }

        foreach (var table in DemoNames.Tables)
        {
            log.Add(new DemoCall(now += random.Seconds(1, 2), actor, "dynamodb", "DescribeTable") { ReadOnly = true, Request = new() { ["tableName"] = table }, Error = random.Chance(4) ? "ThrottlingException" : null, ErrorText = "Rate of requests exceeds the allowed throughput." });
        }
    }

    private static void NearMiss(DemoLog log, DemoRandom random, DateTimeOffset start)
    {
        var run = Run(random, "deploy", start);
        log.Add(run.Begin());
        var actor = run.Actor(DemoActor.Cli);
        var now = start.AddSeconds(20);
        for (var attempt = random.Between(24, 32); attempt > 0; attempt--)
        {
            log.Add(new DemoCall(now += random.Seconds(8, 16), actor, "lambda", "UpdateFunctionConfiguration20150331v2")
            {
                Request = new() { ["functionName"] = "stock-sync", ["timeout"] = 60 },
                Error = "AccessDenied",
                ErrorText = $"User: arn:aws:sts::{DemoNames.Account}:assumed-role/{DemoNames.DeployRole}/deploy is not authorized to perform: lambda:UpdateFunctionConfiguration on resource: {DemoNames.Function("stock-sync")} because no identity-based policy allows the lambda:UpdateFunctionConfiguration action",
            });
        }
    }

    private static PipelineRun Run(DemoRandom random, string job, DateTimeOffset start) =>
        new("meridian/services", job, start, $"ASIAXAMPLE{random.Base32(10)}") { Ip = $"198.51.100.{random.Between(200, 204)}" };
}
