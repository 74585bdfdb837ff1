using System.Net;
using System.Text.Json;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The HTTP API over the demo: what is there is described, answers hold, and what cannot be answered says what can.</summary>
[Collection(DemoLooks.Name)]
public sealed class ApiTests(DemoServer demo)
{
    private const string Role = "arn:aws:iam::111122223333:role/data-export";
    private const string Table = "arn:aws:dynamodb:eu-west-1:111122223333:table/customers";
    private const string Instance = "arn:aws:ec2:eu-west-1:111122223333:instance/i-0d41c7be95a2f6038";
    private const string BeforeTheAttack = "2026-03-09T01:00:00Z";

    private static readonly string[] Routes =
    [
        "/api/v1/entities", "/api/v1/entities/{id}", "/api/v1/entities/{id}/history", "/api/v1/entities/{id}/baseline", "/api/v1/entities/{id}/relations", "/api/v1/entities/{id}/access",
        "/api/v1/entities/{id}/blast-radius", "/api/v1/entities/{id}/activity", "/api/v1/entities/{id}/response", "/api/v1/paths", "/api/v1/changes", "/api/v1/incidents", "/api/v1/incidents/{id}", "/api/v1/incidents/{id}/graph",
        "/api/v1/incidents/{id}/report", "/api/v1/incidents/{id}/response", "/api/v1/alerts/stream", "/api/v1/report", "/api/v1/evidence", "/api/v1/status", "/api/v1/query", "/api/v1/query/fields", "/api/v1/sources", "/health/live", "/health/ready",
    ];

    [Fact]
    public async Task Given_TheOpenApiDocument_When_Read_Then_EveryRouteIsInItWithWhatItAnswers()
    {
        using var document = JsonDocument.Parse(await demo.Twin.Http.GetStringAsync("/openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths");

        Assert.Equal(Routes.Order(StringComparer.Ordinal), paths.EnumerateObject().Select(static path => path.Name).Order(StringComparer.Ordinal));
        foreach (var path in paths.EnumerateObject())
        {
            var get = path.Value.GetProperty("get");
            Assert.True(get.GetProperty("summary").GetString()!.Length > 10, path.Name);
            var schemas = get.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Select(static content => content.Value.GetProperty("schema")).ToList();
            Assert.All(schemas, schema => Assert.True(schema.EnumerateObject().Any(), $"{path.Name} does not say what it answers"));
        }

        // Answers are told to the last member: lists have items, ids are text.
        var schemasOf = document.RootElement.GetProperty("components").GetProperty("schemas");
        var steps = schemasOf.GetProperty("Incident").GetProperty("properties").GetProperty("steps").GetRawText();
        Assert.Contains("IncidentStep", steps + schemasOf.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("/api/v1/incidents/{id}", paths.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(paths.GetProperty("/api/v1/incidents/{id}").GetProperty("get").GetProperty("parameters").EnumerateArray(), static parameter => parameter.GetProperty("name").GetString() == "knownAt");
    }

    [Fact]
    public async Task Given_TheRoleAndTheTable_When_AskedForAccess_Then_BothSidesSayTheSameAndWhatIsNotKnownIsListed()
    {
        using var role = await GetAsync($"/api/v1/entities/{Role}/access");
        Assert.Contains(role.RootElement.GetProperty("may").EnumerateArray(), static gain => gain.GetRawText().Contains("table/customers", StringComparison.Ordinal) && gain.GetProperty("certainty").GetString() == "always");

        // The roles of the identity centre were never described: whether one of them trusts this role is not known, and said with its reason.
        Assert.Equal("unknown", role.RootElement.GetProperty("admin").GetProperty("standing").GetString());
        Assert.All(role.RootElement.GetProperty("admin").GetProperty("ways").EnumerateArray(), static way => Assert.NotEmpty(way.GetProperty("conditions").EnumerateArray()));

        using var table = await GetAsync($"/api/v1/entities/{Table}/access");
        Assert.Contains(table.RootElement.GetProperty("holders").EnumerateArray(), static holder => holder.GetProperty("who").GetString() == Role && holder.GetProperty("via").GetString()!.Length > 0);
        Assert.False(table.RootElement.TryGetProperty("admin", out _));
        Assert.Equal(JsonValueKind.Array, table.RootElement.GetProperty("notKnown").ValueKind);
    }

    [Fact]
    public async Task Given_TheInstance_When_AskedBeforeAndAfterTheAttack_Then_TheTableIsInReachOnlyAfter()
    {
        using var after = await GetAsync($"/api/v1/entities/{Instance}/blast-radius");
        Assert.Contains(after.RootElement.GetProperty("entities").EnumerateArray(), static reached => reached.GetProperty("id").GetString() == Table && reached.TryGetProperty("crownJewel", out _));
        using var before = await GetAsync($"/api/v1/entities/{Instance}/blast-radius?at={BeforeTheAttack}");
        Assert.DoesNotContain(before.RootElement.GetProperty("entities").EnumerateArray(), static reached => reached.GetProperty("id").GetString() == Table);

        using var way = await GetAsync($"/api/v1/paths?from={Instance}&to={Table}");
        Assert.Equal("certain", way.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(["runsAs", "store"], way.RootElement.GetProperty("paths")[0].GetProperty("steps").EnumerateArray().Select(static step => step.GetProperty("kind").GetString()));
        using var none = await GetAsync($"/api/v1/paths?from={Instance}&to={Table}&at={BeforeTheAttack}");
        Assert.Contains(none.RootElement.GetProperty("verdict").GetString(), new[] { "none", "notKnown" });
        using var outside = await GetAsync($"/api/v1/paths?from=internet&to={Table}");
        Assert.Equal("network", outside.RootElement.GetProperty("paths")[0].GetProperty("steps")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Given_TheParts_When_AskedAsOfATime_Then_NothingLaterIsInThem()
    {
        foreach (var (part, list, time) in new[] { ("history", "changes", "time"), ("activity", "events", "time") })
        {
            using var all = await GetAsync($"/api/v1/entities/{Instance}/{part}");
            using var then = await GetAsync($"/api/v1/entities/{Instance}/{part}?at={BeforeTheAttack}");
            Assert.True(all.RootElement.GetProperty(list).GetArrayLength() > then.RootElement.GetProperty(list).GetArrayLength(), part);
            Assert.All(then.RootElement.GetProperty(list).EnumerateArray(), item => Assert.True(string.CompareOrdinal(item.GetProperty(time).GetString(), BeforeTheAttack) < 0, part));
        }

        using var now = await GetAsync($"/api/v1/entities/{Role}/relations");
        using var past = await GetAsync($"/api/v1/entities/{Role}/relations?at={BeforeTheAttack}");
        Assert.Equal(JsonValueKind.Array, past.RootElement.GetProperty("to").ValueKind);
        Assert.True(now.RootElement.GetProperty("to").GetArrayLength() >= past.RootElement.GetProperty("to").GetArrayLength());
    }

    [Fact]
    public async Task Given_TheIncident_When_AskedAsKnownEarlier_Then_OnlyTheStepsUntilThenAreTold()
    {
        var id = await CriticalAsync();
        using var now = await GetAsync($"/api/v1/incidents/{id}");
        var steps = now.RootElement.GetProperty("steps");
        var known = steps[2].GetProperty("lastTime").GetString()!;
        using var then = await GetAsync($"/api/v1/incidents/{id}?knownAt={known}");
        Assert.True(then.RootElement.GetProperty("steps").GetArrayLength() < steps.GetArrayLength());
        Assert.True(string.CompareOrdinal(then.RootElement.GetProperty("lastSeen").GetString(), known) <= 0);
        Assert.True((await GetAsync($"/api/v1/incidents/{id}/graph?knownAt={known}")).RootElement.GetProperty("nodes").GetArrayLength() > 0);
        Assert.StartsWith("# ", await demo.Twin.Http.GetStringAsync($"/api/v1/incidents/{id}/report?format=markdown&knownAt={known}"), StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", await demo.Twin.Http.GetStringAsync($"/api/v1/incidents/{id}/report?format=html"), StringComparison.OrdinalIgnoreCase);

        using var before = await demo.Twin.Http.GetAsync($"/api/v1/incidents/{id}?knownAt={BeforeTheAttack}");
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Contains("firstSeen", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_TheIncident_When_AskedForItsResponse_Then_APlanWithCountsOfTheTwinAndNothingWritten()
    {
        var id = await CriticalAsync();
        using var plan = await GetAsync($"/api/v1/incidents/{id}/response");
        var actions = plan.RootElement.GetProperty("actions").EnumerateArray().ToList();
        Assert.Equal("aws.iam.deactivate-access-key", actions[0].GetProperty("action").GetString());
        Assert.All(actions, static action => Assert.NotEmpty(action.GetProperty("doesNotStop").EnumerateArray()));
        Assert.Contains(actions, static action => action.GetProperty("breaks").EnumerateArray().Any(static effect => effect.TryGetProperty("count", out var count) && count.GetInt64() > 0));
        Assert.NotEmpty(plan.RootElement.GetProperty("containment").EnumerateArray());

        using var entity = await GetAsync($"/api/v1/entities/{Role}/response");
        Assert.Contains(entity.RootElement.GetProperty("actions").EnumerateArray(), static action => action.GetProperty("action").GetString() == "aws.iam.revoke-role-sessions");
        using var none = await demo.Twin.Http.GetAsync("/api/v1/incidents/inc-none/response");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Given_TheIncident_When_AskedInTheFormsOfOthers_Then_StixAndOcsfAreWhole()
    {
        var id = await CriticalAsync();
        using var answer = await demo.Twin.Http.GetAsync($"/api/v1/incidents/{id}/report?format=stix");
        Assert.Equal("application/stix+json", answer.Content.Headers.ContentType?.MediaType);
        using var stix = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("bundle", stix.RootElement.GetProperty("type").GetString());
        using var ocsf = await GetAsync($"/api/v1/incidents/{id}/report?format=ocsf");
        Assert.Equal(2005, ocsf.RootElement.GetProperty("class_uid").GetInt32());
    }

    [Fact]
    public async Task Given_WhatCannotBeAnswered_When_Asked_Then_TheProblemSaysWhatIsAllowed()
    {
        var id = await CriticalAsync();
        foreach (var (path, status, allowed) in new[]
        {
            ($"/api/v1/entities/{Role}?when=now", HttpStatusCode.BadRequest, "at"), ($"/api/v1/entities/{Role}/access?at=yesterday", HttpStatusCode.BadRequest, "RFC 3339"),
            ($"/api/v1/entities/{Role}/baseline?at={BeforeTheAttack}", HttpStatusCode.BadRequest, "none here"), ($"/api/v1/entities/{Role}/blast-radius?max=9999", HttpStatusCode.BadRequest, "500"),
            ("/api/v1/entities/arn:aws:iam::1:role%2Fnobody/access", HttpStatusCode.NotFound, string.Empty), ("/api/v1/paths", HttpStatusCode.BadRequest, "internet"),
            ($"/api/v1/paths?from={Role}", HttpStatusCode.BadRequest, "id of an entity"), ($"/api/v1/paths?from={Role}&to=nothing", HttpStatusCode.NotFound, string.Empty),
            ($"/api/v1/incidents/{id}?knownAt=soon", HttpStatusCode.BadRequest, "RFC 3339"), ("/api/v1/incidents/none/report?format=html", HttpStatusCode.NotFound, string.Empty),
            ($"/api/v1/incidents/{id}/report?format=pdf", HttpStatusCode.BadRequest, "markdown"), ("/api/v1/incidents?sort=no", HttpStatusCode.BadRequest, "none here"),
            ("/api/v1/changes?severity=huge", HttpStatusCode.BadRequest, "critical"), ("/api/v1/evidence", HttpStatusCode.BadRequest, "200"),
            ("/api/v1/alerts/stream?since=1", HttpStatusCode.BadRequest, "after"), ("/api/v1/nothing", HttpStatusCode.NotFound, "/openapi/v1.json"),
        })
        {
            using var answer = await demo.Twin.Http.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode} {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            using var problem = JsonDocument.Parse(text);
            Assert.True(problem.RootElement.GetProperty("detail").GetString()!.Length > 10 && (allowed.Length == 0 || problem.RootElement.GetProperty("allowed").GetString()!.Contains(allowed, StringComparison.Ordinal)), $"{path}: {text}");
        }
    }

    private async Task<string> CriticalAsync()
    {
        using var list = await GetAsync("/api/v1/incidents");
        return list.RootElement.GetProperty("incidents")[0].GetProperty("id").GetString()!;
    }

    private async Task<JsonDocument> GetAsync(string path) => JsonDocument.Parse(await demo.Twin.Http.GetStringAsync(path));
}
