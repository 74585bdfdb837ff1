using System.Collections.Immutable;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>Reads off an incident who acted, with which keys, from which workloads, what was changed, laid open and given, and whose account it is.</summary>
internal static class InvolvementStage
{
    private const int EvidenceMax = 20;

    /// <summary>Only what can act by itself is a foothold; a table that was read is none. The catalogue names the types.</summary>
    private static readonly HashSet<string> FootholdTypes = ResponseCatalogue.All.Where(static action => action.For.Contains("foothold")).SelectMany(static action => action.Types).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<Involvement> Of(Incident incident, ResponseWorld world)
    {
        var events = incident.Steps.SelectMany(static step => step.Events).Distinct(StringComparer.Ordinal).Select(world.EventOf).OfType<EventRecord>()
            .Where(static record => record.Outcome is Outcome.Success && !EventReading.IsTraffic(record)).OrderBy(static record => record.Order).ToList();
        var impacts = incident.Steps.SelectMany(static step => step.Impacts).Distinct(StringComparer.Ordinal).Select(world.ImpactOf).OfType<Impact>().OrderBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal).ToList();
        // An instance goes by several ids; the incident shows one.
        var shown = incident.Entities.Where(static id => EntityAlias.Of(id) != id).GroupBy(EntityAlias.Of).ToDictionary(static group => group.Key, static group => group.Min());
        var found = Keys(events).Concat(Actors(events)).Concat(Footholds(events, incident, world)).Concat(Changed(events)).Concat(Exposed(impacts)).Concat(Accounts(events))
            .Select(one => shown.TryGetValue(EntityAlias.Of(one.Id), out var id) ? one with { Id = id } : one);

        return [.. found.GroupBy(static one => (one.Role, one.Id)).OrderBy(static group => group.Key.Role, StringComparer.Ordinal).ThenBy(static group => group.Key.Id)
            .Select(static group => group.First() with { Evidence = group.SelectMany(static one => one.Evidence).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(EvidenceMax).ToValueArray() })];
    }

    private static IEnumerable<Involvement> Keys(List<EventRecord> events) =>
        from record in events
        where record.Actor.Credential is { Length: > 0 } && !record.Actor.ViaService
        let key = record.Cloud == Cloud.Aws ? EntityId.AccessKey(record.Actor.Credential!) : new EntityId(record.Actor.Credential!)
        where record.Cloud != Cloud.Aws || !EntityAlias.IsTemporary(record.Actor.Credential!)
        select new Involvement("usedKey", key, Facts("user", record.Cloud == Cloud.Aws && EntityAlias.IsPersonal(new(record.Actor.Id)) ? PlaceStage.NameOf(record.Actor.Id) : string.Empty),
            $"it was used for {HostileText.Plain(record.Action, EntityLabel.LabelMax)} in the incident", [record.Id]);

    private static IEnumerable<Involvement> Actors(List<EventRecord> events) =>
        events.Where(static record => record.Actor.Id.Length > 0 && !record.Actor.ViaService)
            .Select(static record => new Involvement("actor", new(record.Actor.Id), None, $"it did {HostileText.Plain(record.Action, EntityLabel.LabelMax)} in the incident", [record.Id]));

    /// <summary>Workloads that acted themselves, and those the story calls compromised.</summary>
    private static IEnumerable<Involvement> Footholds(List<EventRecord> events, Incident incident, ResponseWorld world)
    {
        foreach (var record in events)
        {
            if (record.Behind is { Confidence: >= Confidence.Strong } behind && behind.Id.Kind == EntityKind.Resource)
            {
                yield return new("foothold", behind.Id, None, $"{HostileText.Plain(record.Action, EntityLabel.LabelMax)} was done from it in the incident", [record.Id]);
            }
        }

        foreach (var node in (incident.Graph?.Nodes ?? default).Where(node => node.State is "compromised" && node.Id.Kind == EntityKind.Resource && TargetTypes.Of(node.Id, world).Any(FootholdTypes.Contains)))
        {
            var steps = incident.Steps.Where(step => step.Actor == node.Id || step.Target == node.Id).SelectMany(static step => step.Events).Take(EvidenceMax).ToValueArray();
            yield return new("foothold", node.Id, None, "the actors used or changed it", steps);
        }
    }

    private static IEnumerable<Involvement> Changed(List<EventRecord> events) =>
        from record in events
        where record.ReadOnly == false
        from target in record.Targets
        where target.Role is TargetRole.Primary or TargetRole.Container
        select new Involvement("changed", target.Id, None, $"{HostileText.Plain(record.Action, EntityLabel.LabelMax)} changed it in the incident", [record.Id]);

    private static IEnumerable<Involvement> Exposed(List<Impact> impacts)
    {
        foreach (var impact in impacts)
        {
            if (impact.Findings.Any(static finding => finding is FindingKind.InternetExposed or FindingKind.ExternalAccess))
            {
                yield return new("exposed", impact.Resource, None, "the incident laid it open to the outside", [impact.Change]);
            }

            foreach (var gain in impact.Gained.Where(static gain => gain.Who.Kind == EntityKind.Identity))
            {
                yield return new("gained", gain.Who, None, "a change of the incident gave it more", [impact.Change]);
            }
        }
    }

    private static IEnumerable<Involvement> Accounts(List<EventRecord> events) =>
        events.Where(static record => record is { Cloud: Cloud.Aws, Account.Length: > 0, ReadOnly: false })
            .Select(static record => new Involvement("account", EntityId.Account(record.Account), None, "the incident changed things in it", [record.Id]));

    private static ImmutableDictionary<string, string> None => ImmutableDictionary<string, string>.Empty;

    private static ImmutableDictionary<string, string> Facts(string name, string value) => value.Length == 0 ? None : None.Add(name, value);
}
