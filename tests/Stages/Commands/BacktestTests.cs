using System.Globalization;
using System.Text.Json;
using Xunit;

namespace OrleansTwin.Tests.Stages.Commands;

/// <summary>The measuring command on two weeks of a small account: a pipeline that changes the trail every day, and a user's key that only reads.</summary>
public sealed class BacktestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twin-backtest-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Given_AContrastPair_When_Measured_Then_ToldApartAndOnlyBecauseOfUsualWork()
    {
        var pairs = Pairs();

        var called = Called.With("rules", "backtest", "--pairs", pairs);
        var without = Called.With("rules", "backtest", "--pairs", pairs, "--without", "usualWork");

        Assert.Equal(0, called.Status);
        Assert.Contains("1 of 1 contrast pairs told apart", called.Error, StringComparison.Ordinal);
        Assert.Contains("0 of 1 contrast pairs told apart; 1 loud on the usual side, 0 deaf", without.Error, StringComparison.Ordinal);
        Assert.Contains("behavior.identity.out-of-character", called.Lines[0].GetProperty("unusualRules").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_RecordedLogs_When_Measured_Then_EachRuleHasItsSignalsAndAlerts()
    {
        Pairs();

        var called = Called.With("rules", "backtest", "aws.cloudtrail.logging-stopped", "--data", Path.Combine(_folder.FullName, "unusual.json"), "--rewrite", "ops=team");

        Assert.Equal(0, called.Status);
        var row = Assert.Single(called.Lines);
        Assert.Equal("aws.cloudtrail.logging-stopped", row.GetProperty("rule").GetString());
        Assert.Equal(11, row.GetProperty("signals").GetInt32());
        Assert.True(row.GetProperty("alerts").GetInt32() > 0);
        Assert.Contains("signals and", called.Error, StringComparison.Ordinal);
    }

    private string Pairs()
    {
        Write("usual.json", Record(14, 9, "StopLogging", pipeline: true, id: "at"));
        Write("unusual.json", Record(14, 2, "StopLogging", pipeline: false, address: "203.0.113.77", agent: "curl/8.1", id: "at"));
        var file = Path.Combine(_folder.FullName, "pairs.json");
        File.WriteAllText(file, """{"pairs":[{"id":"P01","call":"cloudtrail:StopLogging","usual":{"file":"usual.json","event":"at"},"unusual":{"file":"unusual.json","event":"at"}}]}""");
        return file;
    }

    private void Write(string name, string last)
    {
        var records = new List<string>();
        for (var day = 0; day < 14; day++)
        {
            if (day % 7 < 5)
            {
                records.Add(Record(day, 9, "StopLogging", pipeline: true));
                records.Add(Record(day, 6, "DescribeTrails", pipeline: false));
                records.Add(Record(day, 18, "DescribeTrails", pipeline: false));
            }
        }

        records.Add(last);
        File.WriteAllText(Path.Combine(_folder.FullName, name), $$"""{"Records":[{{string.Join(",", records)}}]}""");
    }

    private static string Record(int day, int hour, string api, bool pipeline, string? address = null, string? agent = null, string? id = null)
    {
        object user = pipeline
            ? new
            {
                type = "AssumedRole",
                principalId = "AROAEXAMPLE:run-" + (4_000_000 + day).ToString(CultureInfo.InvariantCulture),
                arn = "arn:aws:sts::111122223333:assumed-role/deploy/run-" + (4_000_000 + day).ToString(CultureInfo.InvariantCulture),
                accountId = "111122223333",
                accessKeyId = "ASIAEXAMPLE" + day.ToString(CultureInfo.InvariantCulture),
                sessionContext = new { sessionIssuer = new { type = "Role", principalId = "AROAEXAMPLE", arn = "arn:aws:iam::111122223333:role/deploy", accountId = "111122223333", userName = "deploy" } },
            }
            : new { type = "IAMUser", principalId = "AIDAEXAMPLE", arn = "arn:aws:iam::111122223333:user/ops-reader", accountId = "111122223333", accessKeyId = "AKIAEXAMPLE", userName = "ops-reader" };
        return JsonSerializer.Serialize(new
        {
            eventVersion = "1.08",
            userIdentity = user,
            eventTime = new DateTimeOffset(2031, 3, 3, hour, 0, 0, TimeSpan.Zero).AddDays(day).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            eventSource = "cloudtrail.amazonaws.com",
            eventName = api,
            awsRegion = "eu-west-1",
            sourceIPAddress = address ?? (pipeline ? "198.51.100.20" : "198.51.100.7"),
            userAgent = agent ?? (pipeline ? "terraform/1.9" : "aws-cli/2.15.0"),
            requestParameters = new { name = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main" },
            responseElements = (object?)null,
            eventID = id ?? FormattableString.Invariant($"{api}-{day}-{hour}"),
            readOnly = api.StartsWith("Describe", StringComparison.Ordinal),
            eventType = "AwsApiCall",
            recipientAccountId = "111122223333",
        });
    }
}
