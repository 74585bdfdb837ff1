using System.Globalization;
using System.Text.Json;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>
/// A small account in CloudTrail records of the documented shape, made here: an estate is built, keys are used, a group is opened to the
/// world, a trail stopped, calls refused, a role assumed. Seconds tie on purpose.
/// </summary>
internal static class Story
{
    private const string Account = "111122223333";

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var records = Records().ToList();
        var half = records.Count / 2;
        File.WriteAllText(Path.Combine(folder, "one.json"), $"{{\"Records\":[{string.Join(',', records.Take(half))}]}}");
        File.WriteAllLines(Path.Combine(folder, "two.jsonl"), records.Skip(half));
    }

    private static IEnumerable<string> Records()
    {
        var at = 0;
        foreach (var n in Enumerable.Range(0, 40))
        {
            yield return Record(at, "iam.amazonaws.com", "CreateRole", new { roleName = $"role-{n}", assumeRolePolicyDocument = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}" }, new { role = new { arn = $"arn:aws:iam::{Account}:role/role-{n}", roleId = $"AROA{n:D16}" } });
            yield return Record(at, "iam.amazonaws.com", "PutRolePolicy", new { roleName = $"role-{n}", policyName = "p", policyDocument = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}" }, null);
            yield return Record(at + 1, "iam.amazonaws.com", "CreateInstanceProfile", new { instanceProfileName = $"profile-{n}" }, new { instanceProfile = new { arn = $"arn:aws:iam::{Account}:instance-profile/profile-{n}", instanceProfileId = $"AIPA{n:D16}" } });
            yield return Record(at + 1, "iam.amazonaws.com", "AddRoleToInstanceProfile", new { instanceProfileName = $"profile-{n}", roleName = $"role-{n}" }, null);
            yield return Record(at + 2, "ec2.amazonaws.com", "CreateSecurityGroup", new { groupName = $"group-{n}", vpcId = "vpc-1" }, new { groupId = $"sg-{n:D4}" });
            yield return Record(at + 2, "ec2.amazonaws.com", "AuthorizeSecurityGroupIngress", new { groupId = $"sg-{n:D4}", ipPermissions = new { items = new[] { new { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipRanges = new { items = new[] { new { cidrIp = n % 4 == 0 ? "0.0.0.0/0" : "10.0.0.0/8" } } } } } } }, null);
            yield return Record(at + 3, "dynamodb.amazonaws.com", "CreateTable", new { tableName = $"customers-{n}" }, new { tableDescription = new { tableArn = $"arn:aws:dynamodb:eu-west-1:{Account}:table/customers-{n}" } });
            yield return Record(at + 4, "secretsmanager.amazonaws.com", "GetSecretValue", new { secretId = $"s-{n}" }, null, n % 3 == 0 ? "AccessDeniedException" : null);
            at += 30;
        }

        yield return Record(at, "cloudtrail.amazonaws.com", "StopLogging", new { name = $"arn:aws:cloudtrail:eu-west-1:{Account}:trail/main" }, null);
    }

    private static string Record(int second, string source, string name, object request, object? response, string? error = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{source}-{name}-{second}-{JsonSerializer.Serialize(request).Length}");
        return JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["eventVersion"] = "1.08",
            ["userIdentity"] = new { type = "IAMUser", principalId = "AIDA1", arn = $"arn:aws:iam::{Account}:user/dana", accountId = Account, accessKeyId = "AKIAEXAMPLE000000001", userName = "dana" },
            ["eventTime"] = DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["eventSource"] = source,
            ["eventName"] = name,
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = "203.0.113.9",
            ["userAgent"] = "aws-cli/2.15 \u001b[31m",
            ["errorCode"] = error,
            ["requestParameters"] = request,
            ["responseElements"] = response,
            ["eventID"] = id,
            ["readOnly"] = name.StartsWith("Get", StringComparison.Ordinal),
            ["recipientAccountId"] = Account,
        });
    }
}
