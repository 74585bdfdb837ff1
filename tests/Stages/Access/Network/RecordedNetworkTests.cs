using System.Text.Json;
using OrleansTwin.Access.Network;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Network;

/// <summary>The facts that come with the recorded VPC estates.</summary>
public sealed class RecordedNetworkTests
{
    [Theory]
    [InlineData("test-nat-gateway")]
    [InlineData("test-public-private-subnet")]
    [InlineData("test-public-subnet")]
    [InlineData("test-vpc-peering")]
    public void Given_a_recorded_estate_When_asked_Then_every_fact_agrees(string name)
    {
        var folder = AccessFixtures.DataFile($"network/batfish_aws/{name}");
        var estate = NetworkEstateReader.Read(Directory.GetFiles(Path.Combine(folder, "aws_configs"), "*.json").Order(StringComparer.Ordinal).Select(f => (f, File.ReadAllText(f))));
        using var facts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "assertions.json")));
        var wrong = new List<string>();
        foreach (var fact in facts.RootElement.GetProperty("facts").EnumerateArray())
        {
            var answer = ReachDecider.Decide(estate, new ReachQuestion(
                fact.GetProperty("from").GetString()!, fact.GetProperty("to").GetString()!, fact.GetProperty("protocol").GetString(),
                fact.TryGetProperty("port", out var port) ? port.GetInt32() : null));
            var verdict = JsonNamingPolicy.CamelCase.ConvertName(answer.Verdict.ToString());
            if (!fact.GetProperty("accept").EnumerateArray().Any(a => a.GetString() == verdict))
            {
                wrong.Add($"{fact.GetProperty("id")}: {verdict}: {string.Join(" > ", answer.Hops.Select(h => $"{h.Id} {h.Rule} {h.Why}"))}");
            }
        }

        Assert.Empty(wrong);
    }
}
