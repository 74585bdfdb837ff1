using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The twin as a model's client sees it, and the query language beside it, over the demo.</summary>
[Collection(DemoLooks.Name)]
public sealed class McpTests(DemoServer demo)
{
    private static readonly string[] Tools =
        ["access", "blast_radius", "changes", "entity", "evidence", "history", "incident", "incidents", "paths", "query", "query_fields", "status"];

    [Fact]
    public async Task Given_AClient_When_ItLists_Then_EveryToolOnlyReads()
    {
        await using var client = await ConnectAsync();
        var tools = await client.ListToolsAsync();
        Assert.Equal(Tools, tools.Select(static tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, static tool => Assert.True(tool.ProtocolTool.Annotations is { ReadOnlyHint: true, OpenWorldHint: false } && tool.Description.Length > 10));
    }

    [Fact]
    public async Task Given_TheDemosIncident_When_Asked_Then_FactsHoldNoTextOfTheLogs()
    {
        await using var client = await ConnectAsync();
        var list = await CallAsync(client, "incidents");
        var head = list.GetProperty("facts").GetProperty("incidents")[0];
        Assert.Equal("critical", head.GetProperty("severity").GetString());

        var incident = await CallAsync(client, "incident", ("id", head.GetProperty("id").GetString()!));
        var facts = incident.GetProperty("facts").GetRawText();
        Assert.DoesNotContain("arn:aws", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("dave", facts, StringComparison.OrdinalIgnoreCase);
        var untrusted = incident.GetProperty("untrusted");
        Assert.Contains(untrusted.EnumerateObject(), static text => text.Value.GetString()!.StartsWith("arn:aws", StringComparison.Ordinal));

        // What the facts name stands there.
        var actor = incident.GetProperty("facts").GetProperty("actors")[0].GetProperty("id").GetString()!;
        Assert.True(untrusted.TryGetProperty(actor, out _), actor);
    }

    [Fact]
    public async Task Given_WhatCannotBeAnswered_When_Asked_Then_AnErrorThatSaysWhy()
    {
        await using var client = await ConnectAsync();
        Assert.Contains("No entity", await ErrorAsync(client, "entity", ("id", "arn:aws:s3:::never\u202Eseen")), StringComparison.Ordinal);
        Assert.Contains("not a time", await ErrorAsync(client, "entity", ("id", "x"), ("at", "yesterday")), StringComparison.Ordinal);
        Assert.Contains("At character 16: `entities` have no field `nam`", await ErrorAsync(client, "query", ("query", "entities where nam = x")), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", await ErrorAsync(client, "entity", ("id", "arn:aws:s3:::never\u202Eseen")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_AQuery_When_AskedOverHttpAndByATool_Then_BothSayTheSame()
    {
        const string Query = "entities where type = AWS::DynamoDB::Table and jewel is not empty";
        using var rows = JsonDocument.Parse(await demo.Twin.Http.GetStringAsync($"/api/v1/query?q={Uri.EscapeDataString(Query)}"));
        var row = Assert.Single(rows.RootElement.GetProperty("rows").EnumerateArray());
        Assert.EndsWith("table/customers", row.GetProperty("id").GetString(), StringComparison.Ordinal);

        await using var client = await ConnectAsync();
        var answer = await CallAsync(client, "query", ("query", Query));
        Assert.Equal(1, answer.GetProperty("facts").GetProperty("total").GetInt32());

        using var counts = JsonDocument.Parse(await demo.Twin.Http.GetStringAsync($"/api/v1/query?q={Uri.EscapeDataString("signals where severity >= high count by tactic")}"));
        Assert.NotEmpty(counts.RootElement.GetProperty("counts").EnumerateArray());
    }

    [Fact]
    public async Task Given_AMisspeltQuery_When_AskedOverHttp_Then_ThePlaceAndWhatIsAllowed()
    {
        using var answer = await demo.Twin.Http.GetAsync(new Uri("/api/v1/query?q=incidents+where+severity+%3D+grave", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(27, problem.RootElement.GetProperty("position").GetInt32());
        Assert.Contains("critical", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task<McpClient> ConnectAsync() =>
        McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = new(demo.Twin.Http.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp }));

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, params (string Name, string Value)[] arguments)
    {
        var answer = await client.CallToolAsync(tool, arguments.ToDictionary(static argument => argument.Name, static argument => (object?)argument.Value));
        Assert.NotEqual(true, answer.IsError);
        return answer.StructuredContent!.Value;
    }

    private static async Task<string> ErrorAsync(McpClient client, string tool, params (string Name, string Value)[] arguments)
    {
        var answer = await client.CallToolAsync(tool, arguments.ToDictionary(static argument => argument.Name, static argument => (object?)argument.Value));
        Assert.True(answer.IsError);
        return Assert.IsType<TextContentBlock>(answer.Content[0]).Text;
    }
}
