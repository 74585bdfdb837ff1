using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansTwin.Access.Decisions;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

public sealed class ThroughputTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(8)]
    [InlineData(1000)]
    public void Given_compiled_policies_When_decided_in_a_loop_Then_the_rate_has_not_collapsed(int statements)
    {
        var text = new StringBuilder();
        for (var i = 0; i < statements; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"Effect":"Allow","Action":["s3:Get*","svc{{i}}:List*"],"Resource":"arn:aws:s3:::bucket-{{i}}/*"}""");
        }

        var set = new PolicySet
        {
            Identity = AccessFixtures.Layer(text.ToString()),
            Resource = AccessFixtures.Layer("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}"""),
            ServiceControl = [new OrganizationLevel("r", AccessFixtures.Layer("""{"Effect":"Allow","Action":"*","Resource":"*"}"""))],
        };
        var request = AccessRequest.Of(
            AccessFixtures.Principal("arn:aws:sts::111111111111:assumed-role/app/s"), "s3:GetObject", $"arn:aws:s3:::bucket-{statements - 1}/k", "111111111111",
            AccessFixtures.Context(("aws:SecureTransport", "true")));
        var rounds = statements > 100 ? 20_000 : 100_000;
        Assert.Equal(AccessOutcome.Allowed, Loop(set, request, rounds / 10));
        var watch = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        Loop(set, request, rounds);
        var rate = rounds / watch.Elapsed.TotalSeconds;
        var perCpu = rounds / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{statements} statements: {rate:F0} decisions/s, {perCpu:F0} per second of the process's CPU time"));

        // Other tests and other people share the machine: this only catches a fall by orders of magnitude.
        Assert.True(rate > 1_000, string.Create(CultureInfo.InvariantCulture, $"{rate:F0}/s"));
    }

    private static AccessOutcome Loop(PolicySet set, AccessRequest request, int rounds)
    {
        var last = AccessOutcome.Undetermined;
        for (var i = 0; i < rounds; i++)
        {
            last = AccessDecider.Decide(set, request).Outcome;
        }

        return last;
    }
}
