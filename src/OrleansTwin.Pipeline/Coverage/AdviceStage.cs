using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>The settings that would show a call, or the questions that would tell whether it is shown. Commands are built from arguments and quoted.</summary>
public static class AdviceStage
{
    private const string Of = " of ";
    private const string SelectorNote = "put-event-selectors replaces all selectors: keep those that are there; data events are charged";

    public static IEnumerable<Advice> For(Seen seen, RecordedCall call, string account, string region, TrailLedger trails) => seen.Sighting switch
    {
        Sighting.Unknown => seen.Unknown.Select(Question).Distinct(),
        Sighting.NotAtAll => Setting(call, account, region, trails),
        Sighting.InMinutes when !call.IsData => [new($"for seconds: an EventBridge rule in {(region.Length > 0 ? region : "the region")} for CloudTrail API calls{(call.ReadOnly ? " with state ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : string.Empty)}, read here beside the files")],
        _ => [],
    };

    private static Advice Question(string unknown)
    {
        var at = unknown.IndexOf(Of, StringComparison.Ordinal);
        var (what, of) = (unknown[..at], unknown[(at + Of.Length)..]);
        var region = Arn.TryParse(of, out var arn) ? arn.Region : string.Empty;
        return what switch
        {
            "logging" => new($"ask whether trail {EntityLabel.Of(new(of))} logs", Command("aws", "cloudtrail", "get-trail-status", "--name", of, "--region", region)),
            "eventSelectors" => new($"ask what trail {EntityLabel.Of(new(of))} records", Command("aws", "cloudtrail", "get-event-selectors", "--trail-name", of, "--region", region)),
            "trails" => new($"ask for the trails of account {of}, those of the organization too", of.Split(" in ") is [_, var asked] ? Command("aws", "cloudtrail", "describe-trails", "--include-shadow-trails", "--region", asked) : null),
            _ => new($"ask how trail {EntityLabel.Of(new(of))} is set", Command("aws", "cloudtrail", "describe-trails", "--trail-name-list", of, "--region", region)),
        };
    }

    private static IEnumerable<Advice> Setting(RecordedCall call, string account, string region, TrailLedger trails)
    {
        var near = trails.Trails.Where(trail => trail.Account == account && (trail.MultiRegion == true || trail.Home == region)).ToList();
        if (near.Where(static trail => trail.Logging == false).FirstOrDefault(trail => trail.Selectors?.Records(call) != false) is { } stopped)
        {
            yield return new($"start trail {EntityLabel.Of(stopped.Id)} again", Command("aws", "cloudtrail", "start-logging", "--name", stopped.Id.Value, "--region", stopped.Home));
        }
        else if (near.FirstOrDefault(static trail => trail.Logging != false) is { } trail)
        {
            yield return new(
                $"add a selector to trail {EntityLabel.Of(trail.Id)}: {(call.IsData ? $"data events of {call.Type}" : $"management events that {(call.ReadOnly ? "only read" : "write")}")}; first look at what it has",
                Command("aws", "cloudtrail", "get-event-selectors", "--trail-name", trail.Id.Value, "--region", trail.Home),
                Selector(call), SelectorNote);
        }
        else
        {
            yield return new($"create a trail for account {account}{(region.Length > 0 ? $" that covers {region}" : string.Empty)} and read its bucket here", null, Selector(call), call.IsData ? "data events are charged" : null);
        }
    }

    // The advanced form: one selector to append.
    private static string Selector(RecordedCall call)
    {
        var fields = new List<object> { Field("eventCategory", "Equals", call.IsData ? "Data" : "Management") };
        if (call is { IsData: true, Type: { } type })
        {
            fields.Add(Field("resources.type", "Equals", type));
        }

        if (call is { IsData: true, Resource: { } resource })
        {
            fields.Add(call.IsWithin ? Field("resources.ARN", "StartsWith", resource + "/") : Field("resources.ARN", "Equals", resource));
        }

        return TwinJson.Line(new Dictionary<string, object>(StringComparer.Ordinal) { ["FieldSelectors"] = fields });
    }

    private static SortedDictionary<string, object> Field(string name, string holds, string value) => new(StringComparer.Ordinal) { ["Field"] = name, [holds] = new[] { value } };

    private static string? Command(params string[] arguments) => BashCommand.Of(arguments);
}
