using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTwin.Incidents;
using OrleansTwin.Incidents.Report.Stix;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>The STIX 2.1 bundle against the required properties and rules of the specification.</summary>
public sealed partial class StixTests
{
    // STIX 2.1, sections 4 to 6: required beyond the common properties.
    private static readonly Dictionary<string, string[]> Required = new(StringComparer.Ordinal)
    {
        ["identity"] = ["name"], ["incident"] = ["name"], ["attack-pattern"] = ["name"], ["course-of-action"] = ["name"],
        ["report"] = ["name", "published", "object_refs"], ["observed-data"] = ["first_observed", "last_observed", "number_observed", "object_refs"],
        ["relationship"] = ["relationship_type", "source_ref", "target_ref"],
        ["ipv4-addr"] = ["value"], ["ipv6-addr"] = ["value"], ["user-account"] = ["user_id"], ["software"] = ["name"],
    };

    private static readonly HashSet<string> Observables = ["ipv4-addr", "ipv6-addr", "user-account", "software"];

    private static Incident Demo => Assert.Single(IncidentStage.Build(DemoWorld.World()).Incidents);

    [Fact]
    public void Given_TheDemo_When_WrittenAsStix_Then_TheBundleHoldsTheRulesAndTheStory()
    {
        var text = IncidentStix.Write(Demo);
        Valid(text);
        Assert.Equal(text, IncidentStix.Write(Demo));
        using var document = JsonDocument.Parse(text);
        var objects = document.RootElement.GetProperty("objects").EnumerateArray().ToList();
        Assert.Contains(objects, static one => Word(one, "type") == "ipv4-addr" && Word(one, "value") == DemoWorld.Tor);
        Assert.Contains(objects, static one => Word(one, "type") == "user-account" && Word(one, "user_id") == DemoWorld.User.Value);
        Assert.Equal(Demo.Steps.Count, objects.Count(static one => Word(one, "type") == "observed-data"));
        Assert.Contains(objects, static one => Word(one, "type") == "observed-data" && one.GetProperty("number_observed").GetInt32() == 40);
        Assert.Equal(Demo.Summary!.Recommendations.Count, objects.Count(static one => Word(one, "type") == "course-of-action"));
        var report = Assert.Single(objects, static one => Word(one, "type") == "report");
        Assert.Equal(objects.Count - 1, report.GetProperty("object_refs").GetArrayLength());
    }

    [Fact]
    public void Given_NamesWithKnownIds_When_Named_Then_TheIdsAreTheSame()
    {
        // RFC 9562, appendix A.4.
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), StixIds.Version5(new("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

        // Worked out by another implementation of version 5, over the canonical JSON that STIX 2.1 (2.9) asks for.
        Assert.Equal("ipv4-addr--265b6597-cca9-5daa-a163-509bf7afe450", StixIds.OfObservable("ipv4-addr", "{\"value\":\"198.51.100.3\"}"));
    }

    [Fact]
    public void Given_HostileStrings_When_WrittenAsStix_Then_TheBundleIsValidAndPlain()
    {
        foreach (var value in HostileStrings.All)
        {
            var incident = new Incident
            {
                Id = value, Title = value, Severity = Severity.High, Status = value, FirstSeen = RandomWorlds.Start, LastSeen = RandomWorlds.Start.AddMinutes(-1), Origin = [new() { Ip = value }], Tactics = [value],
                Steps = [new() { Time = RandomWorlds.Start, Action = value, Actor = new(value), Target = new($"arn:aws:iam::111122223333:user/{value}"), Technique = value, Count = 0 }],
                Summary = new(value, [new(value, [value])], [new(value, new(value), BashCommand.IsSafeValue(value) ? value : null, [value])]),
            };
            var text = IncidentStix.Write(incident);
            Valid(text);
            Assert.DoesNotContain(text, static character => character is '<' or '>' or '\u202E' || char.IsControl(character) || character > 126);
            Assert.True(text.Length < 100_000);
        }
    }

    private static void Valid(string text)
    {
        using var document = JsonDocument.Parse(text);
        var bundle = document.RootElement;
        Assert.Equal("bundle", Word(bundle, "type"));
        Assert.Matches(Id(), Word(bundle, "id"));
        Assert.Equal(["type", "id", "objects"], bundle.EnumerateObject().Select(static member => member.Name));
        var objects = bundle.GetProperty("objects").EnumerateArray().ToList();
        var ids = objects.Select(static one => Word(one, "id")!).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        foreach (var one in objects)
        {
            var type = Word(one, "type")!;
            Assert.StartsWith(type + "--", Word(one, "id"), StringComparison.Ordinal);
            Assert.Matches(Id(), Word(one, "id"));
            Assert.Equal("2.1", Word(one, "spec_version"));
            Assert.All(Required[type], name => Assert.True(one.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null, $"{type}.{name}"));
            Assert.All(one.EnumerateObject(), static member => Assert.False(member.Value.ValueKind == JsonValueKind.Null || (member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() == 0), member.Name));
            if (!Observables.Contains(type))
            {
                Assert.True(Time(one, "modified") >= Time(one, "created"));
            }

            if (type == "observed-data")
            {
                Assert.True(Time(one, "last_observed") >= Time(one, "first_observed"));
                Assert.InRange(one.GetProperty("number_observed").GetInt32(), 1, 999_999_999);
                Assert.All(one.GetProperty("object_refs").EnumerateArray(), reference => Assert.Contains(reference.GetString()!.Split("--")[0], Observables));
            }

            foreach (var reference in one.EnumerateObject().Where(static member => member.Name.EndsWith("_ref", StringComparison.Ordinal)).Select(static member => member.Value.GetString()!)
                .Concat(one.EnumerateObject().Where(static member => member.Name.EndsWith("_refs", StringComparison.Ordinal)).SelectMany(static member => member.Value.EnumerateArray().Select(static each => each.GetString()!))))
            {
                Assert.Contains(reference, ids);
            }
        }
    }

    private static DateTimeOffset Time(JsonElement one, string name)
    {
        Assert.Matches(Stamp(), Word(one, name));
        return DateTimeOffset.Parse(Word(one, name)!, CultureInfo.InvariantCulture);
    }

    private static string? Word(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"\A[a-z][a-z0-9-]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Stamp();
}
