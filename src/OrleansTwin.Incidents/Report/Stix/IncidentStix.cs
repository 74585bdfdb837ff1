using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Json;

namespace OrleansTwin.Incidents.Report.Stix;

/// <summary>
/// One incident as a STIX 2.1 bundle (OASIS Standard, 10 June 2021): an incident, a report of all objects, the techniques as attack patterns, the steps as
/// observed data of addresses and accounts, the measures as courses of action. Ids are deterministic: the same incident gives the same bundle.
/// Values of logs are plain text; what is no address by its form is told in words only.
/// </summary>
public static partial class IncidentStix
{
    private const int StepsMax = 500;
    private const int NameMax = 200;
    private const int TextMax = 4_000;
    private const string Type = "type";
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    public static string Write(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var scene = new StixScene(incident.FirstSeen, incident.LastSeen > incident.FirstSeen ? incident.LastSeen : incident.FirstSeen);
        var producer = scene.Add("identity", ["producer"], new() { ["name"] = "OrleansTwin", ["identity_class"] = "system" });
        var told = incident.Summary is { } summary ? string.Join(' ', summary.Sentences.Select(static sentence => sentence.Text).Prepend(summary.Headline)) : null;
        var subject = scene.Add("incident", [incident.Id], new()
        {
            ["name"] = Name(incident.Title), ["description"] = Text(told), ["created_by_ref"] = producer, ["external_references"] = new JsonArray(new JsonObject { ["source_name"] = "OrleansTwin", ["external_id"] = Name(incident.Id) }),
            ["labels"] = new JsonArray([.. new[] { $"severity:{TwinJson.Word(incident.Severity)}" }.Concat(incident.Tactics.Select(static tactic => $"tactic:{HostileText.Plain(tactic, NameMax)}"))]),
        });
        var patterns = Techniques(scene, incident);
        foreach (var pattern in patterns.Values)
        {
            scene.Relate(subject, "related-to", pattern, incident.Id);
        }

        Observed(scene, incident, subject);
        Measures(scene, incident, subject);
        scene.Add("report", [incident.Id], new()
        {
            ["name"] = Name(incident.Title), ["description"] = Text(incident.Summary?.Headline), ["report_types"] = new JsonArray("incident"), ["published"] = scene.Modified, ["created_by_ref"] = producer,
            ["object_refs"] = new JsonArray([.. scene.Ids.Select(static id => JsonValue.Create(id))]),
        });
        return new JsonObject { [Type] = "bundle", ["id"] = StixIds.Of("bundle", incident.Id), ["objects"] = scene.Objects }.ToJsonString(Options);
    }

    private static SortedDictionary<string, string> Techniques(StixScene scene, Incident incident)
    {
        var patterns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var technique in incident.Steps.Select(static step => step.Technique).OfType<string>().Where(static technique => Technique().IsMatch(technique)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            patterns[technique] = scene.Add("attack-pattern", [technique], new()
            {
                ["name"] = technique, ["external_references"] = new JsonArray(new JsonObject { ["source_name"] = "mitre-attack", ["external_id"] = technique }),
            });
        }

        return patterns;
    }

    /// <summary>Each step as observed data of who acted and on what; the addresses stand beside the incident.</summary>
    private static void Observed(StixScene scene, Incident incident, string subject)
    {
        foreach (var ip in incident.Origin.Select(static origin => origin.Ip).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (IPAddress.TryParse(ip, out var address))
            {
                var type = address.AddressFamily == AddressFamily.InterNetworkV6 ? "ipv6-addr" : "ipv4-addr";
                scene.Relate(subject, "related-to", scene.Observe(type, "value", address.ToString()), incident.Id);
            }
        }

        foreach (var (step, index) in incident.Steps.Take(StepsMax).Select(static (step, index) => (step, index)))
        {
            var seen = new[] { step.Actor, step.Target }.Where(static id => !id.IsNone).Distinct().Select(id => Observable(scene, id)).ToList();
            if (seen.Count == 0)
            {
                continue;
            }

            var last = step.LastTime > step.Time ? step.LastTime : step.Time;
            var data = scene.Add("observed-data", [incident.Id, index.ToString(CultureInfo.InvariantCulture)], new()
            {
                ["first_observed"] = StixScene.Time(step.Time), ["last_observed"] = StixScene.Time(last), ["number_observed"] = Math.Clamp(step.Count, 1, 999_999_999),
                ["object_refs"] = new JsonArray([.. seen.Select(static id => JsonValue.Create(id))]),
                ["labels"] = new JsonArray($"action:{HostileText.Plain(step.Action, NameMax)}", $"outcome:{OutcomeWords.Of(step.Outcome)}"),
            });
            scene.Relate(data, "related-to", subject, incident.Id);
        }
    }

    /// <summary>An identity or key as a user account, an address as such, anything else as a cloud resource by its name.</summary>
    private static string Observable(StixScene scene, EntityId id) =>
        id.Value.StartsWith(EntityId.AddressPrefix, StringComparison.Ordinal) && IPAddress.TryParse(id.Value.AsSpan(EntityId.AddressPrefix.Length), out var address)
            ? scene.Observe(address.AddressFamily == AddressFamily.InterNetworkV6 ? "ipv6-addr" : "ipv4-addr", "value", address.ToString())
        : id.Kind is EntityKind.Identity or EntityKind.Credential ? scene.Observe("user-account", "user_id", HostileText.Plain(id.Value, TextMax))
        : scene.Observe("software", "name", HostileText.Plain(id.Value, TextMax));

    private static void Measures(StixScene scene, Incident incident, string subject)
    {
        foreach (var (measure, index) in (incident.Summary?.Recommendations ?? default).Select(static (measure, index) => (measure, index)))
        {
            var words = new[] { measure.Command is { } command ? $"Command: {command}" : null }.Concat(measure.Breaks.Select(static broken => $"Breaks: {broken}")).OfType<string>();
            var action = scene.Add("course-of-action", [incident.Id, index.ToString(CultureInfo.InvariantCulture)], new() { ["name"] = Name(measure.Action), ["description"] = Text(string.Join(' ', words)) });
            scene.Relate(action, "related-to", subject, incident.Id);
        }
    }

    private static string Name(string? text) => HostileText.Plain(text, NameMax) is { Length: > 0 } name ? name : "not named";

    private static string? Text(string? text) => HostileText.Plain(text, TextMax) is { Length: > 0 } plain ? plain : null;

    [GeneratedRegex(@"\AT[0-9]{4}(\.[0-9]{3})?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Technique();
}
