using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Tests.Cluster.Simulation;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>
/// The records of one generated world: two accounts whose roles, groups, policies, buckets, instances and tables are made, related, used,
/// opened, refused and deleted within three hours, with many ties of the second, and flow-log lines of their interfaces.
/// </summary>
internal sealed class WorldRecords
{
    private const int Hours = 3;
    private const int EventsLeast = 20;
    private const int EventsSpread = 25;
    private const int FlowPercent = 12;
    private static readonly DateTimeOffset Begin = new(2024, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly SimRandom _random;
    private readonly string[] _accounts;
    private int _number;

    public WorldRecords(ulong seed)
    {
        _random = new(seed);
        _accounts = [.. Enumerable.Range(1, 2).Select(n => string.Create(CultureInfo.InvariantCulture, $"{(seed * 10 + (ulong)n) % 1_000_000_000_000:D12}"))];
    }

    public IReadOnlyList<string> Accounts => _accounts;

    /// <summary>The events in the order they are made up; their times are drawn.</summary>
    public IReadOnlyList<WorldEvent> Events() =>
        [.. Enumerable.Range(0, EventsLeast + _random.Below(EventsSpread)).Select(_ => _random.Chance(FlowPercent) ? Flow() : Call())];

    private WorldEvent Flow()
    {
        var at = Time();
        var (account, host) = (Pick(_accounts), _random.Below(3));
        var end = at.AddSeconds(60).ToUnixTimeSeconds();
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"2 {account} eni-{host:D8} 10.0.0.{host + 4} 198.51.100.{_random.Below(4)} {40000 + _number++} 443 6 10 {1000 * (1 + _random.Below(9))} {at.ToUnixTimeSeconds()} {end} {(_random.Chance(80) ? "ACCEPT" : "REJECT")} OK");
        return new(at, RecordFormat.VpcFlow, _ => Encoding.UTF8.GetBytes(line));
    }

    private WorldEvent Call()
    {
        var account = Pick(_accounts);
        var at = Time();
        var n = _random.Below(4);
        var (source, name, request, response) = Action(account, n);
        var id = string.Create(CultureInfo.InvariantCulture, $"e{_number++:D4}-{name}");
        var error = _random.Chance(12) ? (_random.Chance(70) ? "AccessDenied" : "ThrottlingException") : null;
        var identity = Identity(account);
        var address = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{_random.Below(6)}");
        var agent = Pick(["aws-cli/2.15", "Boto3/1.34", "Terraform/1.7"]);
        return new(at, RecordFormat.CloudTrail, kind => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["eventVersion"] = "1.08",
            ["userIdentity"] = identity,
            ["eventTime"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["eventSource"] = source,
            ["eventName"] = name,
            ["awsRegion"] = "eu-west-1",
            ["sourceIPAddress"] = kind == WorldCopy.Addendum ? "192.0.2.77" : address,
            ["userAgent"] = agent,
            ["errorCode"] = error,
            ["requestParameters"] = kind switch
            {
                WorldCopy.Truncated => new { omitted = true, originalSize = 100_000, reason = "size" },
                WorldCopy.Addendum => Action(account, (n + 1) % 4, name).Request,
                _ => request,
            },
            ["responseElements"] = error is null && kind != WorldCopy.Truncated ? response : null,
            ["eventID"] = id,
            ["readOnly"] = name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("List", StringComparison.Ordinal),
            ["recipientAccountId"] = account,
            ["addendum"] = kind == WorldCopy.Addendum ? new { reason = "UPDATED_DATA", updatedFields = "requestParameters" } : null,
        })));
    }

    private object Identity(string account)
    {
        if (_random.Chance(55))
        {
            var user = Pick(["ana", "ben", "cy"]);
            return new { type = "IAMUser", principalId = $"AIDA{user}", arn = $"arn:aws:iam::{account}:user/{user}", accountId = account, accessKeyId = $"AKIA{user.ToUpperInvariant()}0000000", userName = user };
        }

        var n = _random.Below(4);
        var home = _random.Chance(85) ? account : Pick(_accounts);
        return new
        {
            type = "AssumedRole",
            principalId = $"AROA{n}:work",
            arn = $"arn:aws:sts::{home}:assumed-role/role-{n}/work",
            accountId = home,
            accessKeyId = $"ASIA{n}000000000000000",
            sessionContext = new { sessionIssuer = new { type = "Role", principalId = $"AROA{n}", arn = $"arn:aws:iam::{home}:role/role-{n}", accountId = home, userName = $"role-{n}" } },
        };
    }

    private (string Source, string Name, object? Request, object? Response) Action(string account, int n) => Action(account, n, Pick(WorldActions.Names));

    private (string Source, string Name, object? Request, object? Response) Action(string account, int n, string name) =>
        WorldActions.Of(name, account, Pick(_accounts), n);

    // Whole seconds, and few of them: most events share theirs with another.
    private DateTimeOffset Time() => Begin.AddSeconds(_random.Below(Hours * 60) * 60 + _random.Below(3));

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Below(from.Count)];
}
