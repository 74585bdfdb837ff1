using Xunit;

namespace OrleansTwin.Tests.Stages.Commands;

public sealed class DecideCommandTests : IDisposable
{
    private const string Good = """{"id":"good","request":{"principal":"arn:aws:iam::111111111111:user/u","action":"s3:GetObject","resource":{"arn":"arn:aws:s3:::b/k","account":"111111111111"},"context":{}},"identityPolicies":[{"name":"a","document":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-decide-").FullName;

    [Fact]
    public void Given_OneBrokenCaseAmongGoodOnes_When_Decided_Then_TheOthersAreAnsweredAndThePlaceIsTold()
    {
        var cases = Path.Combine(_folder, "cases.jsonl");
        File.WriteAllText(cases, $"{Good}\n\n{{\"id\":\"bad\",\"request\":{{\"principal\":\"nobody\",\"action\":\"s3:GetObject\",\"resource\":{{\"arn\":\"*\"}}}}}}\nnot json\n{Good.Replace("s3:*", "ec2:*", StringComparison.Ordinal)}");

        var called = Called.With("access", "decide", "--cases", cases);

        Assert.Equal(["Allowed", "Undetermined", "Undetermined", "ImplicitlyDenied"], called.Lines.Select(static l => l.GetProperty("decision").GetString()));
        Assert.Equal(1, called.Status);
        Assert.Contains($"{cases}:3: `request.principal` \"nobody\": allowed are", called.Error, StringComparison.Ordinal);
        Assert.Contains($"{cases}:4: ", called.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_AFileToWrite_When_Decided_Then_ItHoldsTheAnswersAndNothingElseIsSaid()
    {
        var (cases, answers) = (Path.Combine(_folder, "cases.jsonl"), Path.Combine(_folder, "answers.jsonl"));
        File.WriteAllText(cases, Good);

        var called = Called.With("access", "decide", "--cases", cases, "--out", answers);

        Assert.Equal((0, "", ""), (called.Status, called.Out, called.Error));
        Assert.StartsWith("""{"id":"good","decision":"Allowed",""", File.ReadAllText(answers), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access", "decide")]
    [InlineData("access", "decide", "--cases", "/no/such/file")]
    [InlineData("access", "decide", "--cases", "/no/such/file", "--model", "other")]
    [InlineData("access", "who-can", "--snapshot", "/no/such/folder")]
    [InlineData("access", "who-can", "--snapshot", "/", "--action", "GetObject")]
    [InlineData("access", "who-can", "--snapshot", "/", "--resource", "bucket")]
    [InlineData("access", "escalations", "--snapshot", "/no/such/folder")]
    [InlineData("network", "reach", "--snapshot", "/no/such/folder", "--from", "internet", "--to", "10.0.0.1", "--port", "70000")]
    [InlineData("network", "reach", "--snapshot", "/no/such/folder", "--from", "internet", "--to", "10.0.0.1", "--protocol", "ip")]
    [InlineData("rules", "check", "/no/such/folder")]
    [InlineData("rules", "test", "/no/such/folder")]
    [InlineData("rules", "backtest")]
    [InlineData("rules", "backtest", "--data", "/no/such/folder")]
    [InlineData("rules", "backtest", "--pairs", "/no/such/file")]
    [InlineData("rules", "backtest", "--data", "/tmp", "--without", "everything")]
    [InlineData("rules", "backtest", "--data", "/tmp", "--rewrite", "nothing")]
    [InlineData("detect", "series", "--in", "/no/such/file")]
    [InlineData("correlate", "--alerts", "/no/such/file")]
    public void Given_AWrongCommandLine_When_Called_Then_ItEndsWithTwoAndSaysWhy(params string[] arguments)
    {
        var called = Called.With(arguments);

        Assert.Equal(2, called.Status);
        Assert.NotEmpty(called.Error);
    }

    [Theory]
    [InlineData("access", "decide")]
    [InlineData("access", "who-can")]
    [InlineData("access", "escalations")]
    [InlineData("network", "reach")]
    [InlineData("rules", "check")]
    [InlineData("rules", "test")]
    [InlineData("rules", "backtest")]
    [InlineData("detect", "series")]
    [InlineData("correlate")]
    public void Given_Help_When_Asked_Then_EveryOptionIsDescribed(params string[] command)
    {
        var called = Called.With([.. command, "--help"]);

        Assert.Equal(0, called.Status);
        foreach (var line in called.Out.Split('\n').Where(static line => line.TrimStart().StartsWith("--", StringComparison.Ordinal)))
        {
            Assert.Matches(@"^\s*--\S+.*\s{2,}\S", line);
        }
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
