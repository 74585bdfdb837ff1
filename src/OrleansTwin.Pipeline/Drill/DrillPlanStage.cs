using System.Globalization;
using System.Text.RegularExpressions;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Paths;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Pipeline.Coverage;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Formats;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Drill;

/// <summary>
/// From an attack path, or the events of rules, to the records that the acts would leave: marked by their event ids, held against the rules as any
/// record is. What leaves no record is a step all the same.
/// </summary>
public sealed partial class DrillPlanStage(SigmaEngine rules, EstateAsOf estate, DateTimeOffset start)
{
    /// <summary>Steps of one drill.</summary>
    public const int StepsMax = 500;

    // Calls of IAM are recorded there (AWS CloudTrail User Guide, "Global service events").
    private const string GlobalRegion = "us-east-1";

    private readonly RuleExamples _examples = new(rules);
    private readonly RecordPreparing _preparing = new(rules, null);
    private readonly SourceLimits _limits = RecordPreparing.With(SourceLimits.Default, null);
    private readonly DrillKnowledge _knowledge = DrillKnowledge.Current;

    /// <summary>The steps of a path, in order.</summary>
    public IReadOnlyList<DrillStep> Of(Route route)
    {
        var steps = new List<DrillStep>();
        foreach (var edge in route.Steps)
        {
            foreach (var (call, note) in CallsOf(edge))
            {
                if (steps.Count < StepsMax)
                {
                    steps.Add(Step(steps.Count + 1, edge, call, note));
                }
            }
        }

        return steps;
    }

    /// <summary>
    /// The must-fire events of each rule of the technique whose records CloudTrail makes, moved to the account: one step for each event. Resources keep the names that
    /// the rule's events give them.
    /// </summary>
    public IReadOnlyList<DrillStep> Of(string technique, string account, string region)
    {
        var steps = new List<DrillStep>();
        foreach (var (rule, example) in _examples.Cases.Where(one => _examples.IsCloudTrail(one.Case) && one.Rule.Techniques.Any(each => each == technique || each.StartsWith(technique + ".", StringComparison.Ordinal))))
        {
            // Windows of sequences hold: the events of a case keep their distances.
            var (from, first) = (start.AddMinutes((double)(steps.Count + 1) * _knowledge.MinutesBetween), DrillRecord.TimeOf(example.Events[0]));
            foreach (var json in example.Events.TakeWhile(_ => steps.Count < StepsMax))
            {
                steps.Add(Example(steps.Count + 1, rule.Key, json, account, region, from + (DrillRecord.TimeOf(json) - first ?? TimeSpan.Zero)));
            }
        }

        return steps;
    }

    private IEnumerable<(string? Call, string? Note)> CallsOf(PathEdge edge)
    {
        if (edge.Kind == "store")
        {
            var store = _knowledge.StoreOf(TypeOf(edge.To));
            return store is null ? [(null, $"no record of a read of {TypeOf(edge.To)} is at hand")] : store.Calls.Select(call => ((string?)call, store.Note));
        }

        if (_knowledge.StepOf(edge.Kind) is { } act)
        {
            return act.NoAct ? [] : act.Calls.Count == 0 ? [(null, act.Note)] : act.Calls.Select(call => ((string?)call, act.Note));
        }

        // Escalation: the calls that the surest way needs. Passing a role is a part of another call and leaves no record of its own.
        var rule = Method().Match(edge.Via) is { Success: true } named ? EscalationRules.Bundled.FirstOrDefault(one => one.Id == named.Groups[1].Value) : null;
        var calls = rule?.Needs.Where(static need => need is { Need: "permission", Action: not null and not "iam:PassRole" }).Select(static need => need.Action!).Where(static action => !action.Contains('*', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        return calls is { Count: > 0 } ? calls.Select(call => ((string?)call, (string?)rule!.Title)) : [(null, $"which calls make this step is not known: {edge.Via}")];
    }

    private DrillStep Step(int number, PathEdge edge, string? call, string? note)
    {
        var actor = edge.Kind is "runsAs" or "credential" ? edge.To : edge.From;
        var target = AttackNodes.IsAdministrator(edge.To) ? actor : edge.To;
        var (account, region) = PlaceOf(edge.Kind == "assume" || target.AccountOf().Length == 0 ? actor : target, target);
        if (call is null)
        {
            return new(number, edge.Kind, edge.Kind, edge.From, edge.To, account, region, null, null, note, null);
        }

        var (json, origin) = _knowledge.CallOf(call) is { } template
            ? (DrillRecord.Of(template, target, target.AccountOf() is { Length: > 0 } own ? own : account, IdOf(number, call)), template.Origin)
            : _examples.Of(call) is { } example ? (DrillRecord.Of(example, target, TypeOf(target), account), "must-fire event of a rule") : (null, null);
        if (json is null)
        {
            var parts = call.Split(':');
            return new(number, edge.Kind, call, actor, edge.To, account, region, new(RecordFormat.CloudTrail, new(false, false, $"{parts[0]}.amazonaws.com", parts[1]), false), null, $"{note}; no record of this call is at hand", null);
        }

        var record = Read(DrillRecord.Signed(json, actor, account, region.Length > 0 ? region : GlobalRegion, start.AddMinutes((double)number * _knowledge.MinutesBetween), IdOf(number, call)));
        return new(number, edge.Kind, call, actor, edge.To, account, region, record is null ? null : NeedOf(record.Record, target), record, note, origin);
    }

    private DrillStep Example(int number, string rule, string json, string account, string region, DateTimeOffset time)
    {
        var format = FormatSniffer.FormatOf(System.Text.Encoding.UTF8.GetBytes(json), _limits.Further);
        var made = format == RecordFormat.CloudTrail ? DrillRecord.Of(json, EntityId.None, string.Empty, account) : null;
        var record = made is null ? null : Read(DrillRecord.Signed(made, EntityId.None, account, region, time, IdOf(number, rule), keepActor: true));
        return record is null
            ? new(number, "rule", rule, EntityId.None, EntityId.None, account, region, new(format, null, false), null, "drills make records of CloudTrail alone", null)
            : new(number, "rule", $"{record.Record.Service.Split('.')[0]}:{record.Record.Action}", new(record.Record.Actor.Id), record.Record.Targets.Select(static one => one.Id).FirstOrDefault(), account, record.Record.Region, NeedOf(record.Record, default), record, rule, "must-fire event of the rule");
    }

    private PreparedEvent? Read(byte[] json) => _preparing.Prepare(new(new("drill", 0), json, RecordFormat.CloudTrail, null, 0, 1), out _);

    private static NeededRecord NeedOf(EventRecord record, EntityId target)
    {
        var need = RuleNeedStage.Needed(record);
        return need.Call is { IsData: true } call && !target.IsNone && LoggingKnowledge.Current.Stores.FirstOrDefault(store => store.Event == call.Type) is { } store
            ? need with { Call = call with { Resource = target.Value, IsWithin = store.Within } }
            : need;
    }

    private (string Account, string Region) PlaceOf(EntityId at, EntityId target)
    {
        var view = estate.View(target);
        var account = at.AccountOf() is { Length: > 0 } own ? own : view.Account ?? string.Empty;
        var region = Arn.TryParse(target.Value, out var arn) && arn.Region.Length > 0 ? arn.Region : view.Region ?? string.Empty;
        return (account, region.Length > 0 ? region : target.Kind == EntityKind.Identity ? GlobalRegion : string.Empty);
    }

    private string TypeOf(EntityId id) => estate.View(id).Type is { Length: > 0 } type ? type : TypeOfArn(id);

    private static string TypeOfArn(EntityId id) => Arn.TryParse(id.Value, out var arn) ? (arn.Service, arn.ResourceType) switch
    {
        ("iam", "role") => "AWS::IAM::Role",
        ("iam", "user") => "AWS::IAM::User",
        _ => string.Empty,
    } : string.Empty;

    private string IdOf(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{_knowledge.MarkPrefix}{number}-{StableHash.Fingerprint("drill", what, start.UtcTicks.ToString(CultureInfo.InvariantCulture)):x16}");

    [GeneratedRegex(@"\(([a-z0-9-]{1,64})\)", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Method();
}
