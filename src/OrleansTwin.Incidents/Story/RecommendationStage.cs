using System.Text.Json;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Story;

/// <summary>
/// Measures in order, each for something that was seen. A command is built argument by argument; where a value is not known or not safe
/// to paste there is no command. What a measure breaks is what the twin knows to depend on its target.
/// </summary>
internal static class RecommendationStage
{
    private const int DependentsMax = 5;
    private const int RecommendationsMax = 20;

    public static ValueArray<Recommendation> Of(StoryContext story) =>
        Situations(story).SelectMany(situation => RecommendationTemplate.All.Where(template => template.When == situation.When).Select(template => (template, situation)))
            .OrderBy(static pair => pair.template.Order).ThenBy(static pair => pair.situation.Target)
            .Select(pair => Fill(story, pair.template, pair.situation)).Distinct().Take(RecommendationsMax).ToValueArray();

    private static IEnumerable<Situation> Situations(StoryContext story)
    {
        var acts = story.Events.Where(story.Scope.Holds).ToList();
        foreach (var key in acts.Where(static record => EntityAlias.IsPersonal(new(record.Actor.Id)) && record.Actor.Credential?.StartsWith("AKIA", StringComparison.Ordinal) == true)
            .Select(static record => (record.Actor.Id, record.Actor.Credential)).Distinct().Order())
        {
            yield return new("personalKey", new(key.Id), new() { ["user"] = NameIn(key.Id), ["key"] = key.Credential! });
        }

        foreach (var role in acts.Where(static record => record.Outcome != Outcome.Denied).Select(static record => record.Actor.Id).Where(static id => EntityTypes.Of(new(id)) == "AWS::IAM::Role").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            yield return new("roleUsed", new(role), []);
        }

        foreach (var id in story.Reach.Footholds.Where(static id => EntityTypes.Of(id) == "AWS::EC2::Instance"))
        {
            yield return new("workload", id, []);
        }

        foreach (var jewel in story.Events.Where(record => SeverityStage.IsJewelRead(story, record)).Select(record => story.Canonical(EventReading.TargetOf(record))).Distinct().Order())
        {
            yield return new("jewelRead", jewel, []);
        }

        foreach (var situation in story.Impacts.Where(static impact => impact.Severity >= Model.Signals.Severity.Medium).SelectMany(impact => OfImpact(story, impact)))
        {
            yield return situation;
        }
    }

    private static IEnumerable<Situation> OfImpact(StoryContext story, Impact impact)
    {
        var resource = story.Canonical(impact.Resource);
        var type = story.TypeOf(resource);
        if (type == "AWS::EC2::Instance" && impact.Action.EndsWith("IamInstanceProfile", StringComparison.Ordinal) | impact.Action.EndsWith("IamInstanceProfileAssociation", StringComparison.Ordinal))
        {
            var association = Attribute(impact.After, "associationId") ?? AssociationOf(story, resource);
            yield return association is null ? new("profileAttachedUnnamed", resource, []) : new("profileAttached", resource, new() { ["association"] = association });
        }

        if (impact.Findings.Contains(FindingKind.InternetExposed) && type == "AWS::EC2::SecurityGroup")
        {
            foreach (var gain in impact.Gained.Where(static gain => gain.Can.StartsWith("connect ", StringComparison.Ordinal)).DistinctBy(static gain => (gain.Can, gain.Who)))
            {
                yield return new("groupOpened", resource, PortsOf(gain));
            }
        }

        if (impact.Findings.Contains(FindingKind.LoggingDisabled) && type == "AWS::CloudTrail::Trail")
        {
            yield return new(story.ViewOf(resource)?.State == Model.Entities.EntityLife.Deleted ? "trailDeleted" : "loggingStopped", resource, []);
        }

        if (impact.Findings.Contains(FindingKind.ExternalAccess))
        {
            yield return new("shared", resource, []);
        }

        if (impact.Findings.Contains(FindingKind.AdminPrivileges) || impact.Findings.Contains(FindingKind.PrivilegeEscalation))
        {
            foreach (var who in impact.Gained.Select(gain => story.Canonical(gain.Who)).Where(static who => EntityTypes.Of(who) is "AWS::IAM::User" or "AWS::IAM::Role").Distinct().Order().Take(DependentsMax))
            {
                var isUser = EntityTypes.Of(who) == "AWS::IAM::User";
                yield return new("identityGainedPower", who, new() { ["listPolicies"] = isUser ? "list-attached-user-policies" : "list-attached-role-policies", ["nameOption"] = isUser ? "--user-name" : "--role-name" });
            }
        }
    }

    /// <summary>The association that attaches a profile to the instance, where the twin knows exactly one that was not deleted.</summary>
    private static string? AssociationOf(StoryContext story, EntityId instance) =>
        story.World.RelationsTo(instance).Where(static relation => relation.Kind == Model.Changes.RelationKind.AttachedTo).Select(static relation => relation.From).Distinct()
            .Where(from => story.ViewOf(from) is { Type: "AWS::EC2::IamInstanceProfileAssociation", State: not Model.Entities.EntityLife.Deleted }).Take(2).ToList() is [var one] ? NameIn(one.Value) : null;

    /// <summary>Port and protocol of <c>connect tcp/22</c>; left out where the ability is no single port.</summary>
    private static Dictionary<string, string> PortsOf(Gain gain)
    {
        var places = new Dictionary<string, string> { ["can"] = gain.Can["connect ".Length..] };
        var parts = places["can"].Split('/');
        if (parts.Length == 2)
        {
            (places["protocol"], places["port"]) = (parts[0], parts[1]);
        }

        if (gain.Who.Value.StartsWith(EntityId.AddressPrefix, StringComparison.Ordinal))
        {
            places["cidr"] = gain.Who.Value[EntityId.AddressPrefix.Length..];
        }

        return places;
    }

    private static Recommendation Fill(StoryContext story, RecommendationTemplate template, Situation situation)
    {
        var places = new Dictionary<string, string>(situation.Places, StringComparer.Ordinal);
        var id = situation.Target.Value;
        places["arn"] = id;
        places["id"] = NameIn(id);
        if (Arn.TryParse(id, out var arn) && arn.Region.Length > 0)
        {
            places["region"] = arn.Region;
        }

        var breaks = Dependents(story, situation.Target).Prepend(template.Breaks).Where(static text => text.Length > 0);
        var words = new Dictionary<string, string>(places, StringComparer.Ordinal) { ["name"] = story.LabelOf(situation.Target) };
        return new(Words(template.Action, words), situation.Target, CommandOf(template.Command, places), breaks.ToValueArray());
    }

    private static string Words(string text, Dictionary<string, string> places)
    {
        foreach (var (name, value) in places.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            text = text.Replace($"{{{name}}}", HostileText.Plain(value, EntityLabel.LabelMax), StringComparison.Ordinal);
        }

        return text;
    }

    private static string? CommandOf(string[] template, Dictionary<string, string> places)
    {
        var arguments = new List<string>();
        foreach (var part in template)
        {
            var argument = part;
            var open = part.IndexOf('{', StringComparison.Ordinal);
            if (open >= 0)
            {
                var close = part.IndexOf('}', open);
                if (!places.TryGetValue(part[(open + 1)..close], out var value) || !(BashCommand.IsSafeValue(value) || IsOption(value)))
                {
                    return null;
                }

                argument = string.Concat(part.AsSpan(0, open), value, part.AsSpan(close + 1));
            }

            arguments.Add(argument);
        }

        return BashCommand.Of(arguments);
    }

    /// <summary>The two options that our own template fills in; nothing from a log can be one of them.</summary>
    private static bool IsOption(string value) => value is "--user-name" or "--role-name";

    private static IEnumerable<string> Dependents(StoryContext story, EntityId target)
    {
        var relations = story.World.RelationsTo(target).Where(static relation => relation.Kind is not Model.Changes.RelationKind.Mentions)
            .OrderBy(static relation => relation.From).ThenBy(static relation => relation.Kind).ToList();
        foreach (var relation in relations.Take(DependentsMax))
        {
            yield return $"{story.LabelOf(relation.From)} depends on it ({relation.Kind})";
        }

        if (relations.Count > DependentsMax)
        {
            yield return Durations.Count(relations.Count - DependentsMax, "more dependent");
        }

        // The owner's own use of a stolen key stops as well.
        var (from, to) = (story.FirstSeen - TimeSpan.FromDays(1), story.LastSeen + StoryLimits.Lag);
        var others = story.World.EventsOf(new HashSet<string>(StringComparer.Ordinal) { target.Value }, from, to)
            .Where(record => record.Actor.Id == target.Value && record.Time >= from && record.Time <= to && !story.Scope.Holds(record)).ToList();
        if (others.Count > 0)
        {
            yield return $"{Durations.Count(others.Count, "notable call")} of it in the day before came from elsewhere and would stop ({string.Join(", ", others.Select(static record => HostileText.Plain(record.SourceIp ?? "no address", 60)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(DependentsMax))})";
        }
    }

    private static string NameIn(string id) => Arn.TryParse(id, out var arn) ? arn.ResourceName[(arn.ResourceName.LastIndexOf('/') + 1)..] : id[(id.LastIndexOf(':') + 1)..];

    private static string? Attribute(string? json, string name)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Situation(string When, EntityId Target, Dictionary<string, string> Places);
}
