using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>A .NET client in another process than the silo, by the lines of the docs.</summary>
public sealed partial class DotNetClientTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-").FullName;

    [Fact]
    public async Task Given_AServerWithAGateway_When_AskedByTheLinesOfTheDocs_Then_TheEntityAndTheAlertFeedAnswer()
    {
        Story.Write(Path.Combine(_folder, "logs"));
        File.WriteAllText(Path.Combine(_folder, "serve.json"), JsonSerializer.Serialize(new { Sources = new { Folders = new[] { Path.Combine(_folder, "logs") } } }));
        await using var twin = await RunningTwin.StartAsync("serve", "--config", Path.Combine(_folder, "serve.json"), "--data", Path.Combine(_folder, "data"), "--gateway", "0");
        var port = int.Parse(Gateway().Match(twin.Output).Groups[1].Value, CultureInfo.InvariantCulture);

        var (entity, alerts) = await DotNetClient.AskAsync(port, new EntityId("arn:aws:iam::111122223333:role/role-1"));

        Assert.Equal(("role-1", EntityLife.Active), (entity?.Name, entity?.State));
        Assert.True(alerts.Last >= 1 && alerts.Entries[0].Seq == 1);
    }

    [Fact]
    public void Given_TheDocs_When_Compared_Then_TheirLinesAreThoseTheTestRuns()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "OrleansTwin.sln")))
        {
            root = root.Parent!;
        }

        var shown = File.ReadAllText(Path.Combine(root.FullName, "docs", "dotnet-client.md")).Split("```csharp\n")[1].Split("```")[0];
        var run = File.ReadAllText(Path.Combine(root.FullName, "tests", "EndToEnd", "DotNetClient.cs")).Split("// docs: begin\n")[1].Split("// docs: end")[0];
        Assert.Equal(Lines(shown), Lines(run));
    }

    [Fact]
    public async Task Given_NoGatewayAskedFor_When_Served_Then_ThereIsNone()
    {
        await using var twin = await RunningTwin.StartAsync("serve", "--data", Path.Combine(_folder, "data"));

        Assert.DoesNotContain("Gateway", twin.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Lines(string code) => code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"Gateway for \.NET clients 127\.0\.0\.1:(\d+)", RegexOptions.None, 1000)]
    private static partial Regex Gateway();
}
