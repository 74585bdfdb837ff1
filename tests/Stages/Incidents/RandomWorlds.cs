using CsCheck;
using OrleansTwin.Incidents.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>Small worlds with few of everything, so that keys are often shared.</summary>
internal static class RandomWorlds
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] AllTactics = ["initial-access", "persistence", "discovery", "collection", "exfiltration"];

    private static readonly Gen<DateTimeOffset> Time = Gen.Int[0, 40 * 24 * 60].Select(static minutes => Start.AddMinutes(minutes));

    private static readonly Gen<EntityId> Principal = Gen.OneOf(
        Gen.Int[0, 7].Select(static index => new EntityId($"arn:aws:iam::111122223333:user/u{index}")),
        Gen.Int[0, 3].Select(static index => new EntityId($"arn:aws:iam::111122223333:role/r{index}")));

    private static readonly Gen<EntityId> Thing = Gen.OneOf(
        Gen.Int[0, 5].Select(static index => new EntityId($"arn:aws:ec2:eu-west-1:111122223333:instance/i-00{index}")),
        Gen.Int[0, 5].Select(static index => new EntityId($"arn:aws:s3:::bucket{index}")),
        Principal);

    private static readonly Gen<Behind?> Behind = Gen.OneOf(
        Gen.Const((Behind?)null),
        Gen.Select(Gen.Int[0, 8], Gen.Enum<Confidence>(), static (index, confidence) => (Behind?)new Behind(new($"identity:p{index}"), "sourceIdentity", confidence, [])));

    private static readonly Gen<SignalActor?> Actor = Gen.OneOf(
        Gen.Const((SignalActor?)null),
        Gen.Select(Principal, Behind, Gen.Int[0, 6], Gen.Int[0, 12], static (id, behind, address, key) =>
            (SignalActor?)new SignalActor { Id = id, Behind = behind, SourceIp = address == 0 ? null : $"198.51.100.{address}", Credential = key > 9 ? null : $"AKIA{key}" }));

    public static readonly Gen<Signal> Signal = Gen.Select(
        Gen.Select(Time, Gen.Int[0, 300], Gen.Int[0, 5], Gen.Enum<SignalKind>()),
        Gen.Select(Actor, Thing, Thing, Gen.Enum<Severity>()),
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 30], Gen.Int[0, 3]),
        static (when, what, more) => new Signal
        {
            Id = OrleansTwin.Model.Signals.Signal.IdOf($"rule{when.Item3}", what.Item2, $"{when.Item1.UtcTicks}"),
            Time = when.Item1, LastTime = when.Item1.AddMinutes(when.Item2), Rule = $"rule{when.Item3}", Title = $"Rule {when.Item3}", Kind = when.Item4, Dimension = SignalDimension.Identity,
            Severity = what.Item4, Actor = what.Item1, Entities = [what.Item2, what.Item3], Family = $"family{more.Item3}",
            Tactics = more.Item1 == 0 ? default : [AllTactics[more.Item1]], Evidence = [$"event{more.Item2}"], Explanation = new("", "", "", "", ""),
        });

    public static readonly Gen<Impact> Impact = Gen.Select(Time, Thing, Principal, Thing, Gen.Enum<Severity>(), Gen.Int[0, 30], static (time, resource, actor, who, severity, change) => new Impact
    {
        Id = OrleansTwin.Model.Impacts.Impact.IdOf($"event{change}", resource), Time = time, Change = $"event{change}", Resource = resource, Actor = actor, Severity = severity,
        Gained = [new() { Who = who, Can = "read", What = "x" }],
    });

    public static readonly Gen<EventRecord> Event = Gen.Select(Gen.Int[0, 30], Time, Principal, Behind, Gen.Int[0, 3], Gen.Bool, static (index, time, actor, behind, agent, isRead) => new EventRecord
    {
        Id = $"event{index}", Time = time, Action = "Act", ReadOnly = isRead, UserAgent = $"agent{agent}", Behind = behind,
        Actor = new() { Id = actor.Value, Session = "s", SessionStarted = Start.AddHours(agent), Credential = $"AKIA{index % 8}" },
    });

    /// <summary>A memory of uses that depends on the question alone: some keys are hubs from some day on, some firsts are known.</summary>
    public static LinkSource SourceOf(Dictionary<string, EventRecord> events) => new(
        events.GetValueOrDefault,
        static (kind, value, at) => (value.Length + (int)kind) % 3 == 0 ? (int)((at - Start).TotalDays / 4) : null,
        static record => record.Id.Length % 2 == 0 ? record.Time.AddHours(-record.Id[^1]) : null);

    public static readonly Gen<(List<Signal> Signals, List<Impact> Impacts, Dictionary<string, EventRecord> Events)> World = Gen.Select(
        Signal.List[0, 60], Impact.List[0, 25], Event.List[0, 30],
        static (signals, impacts, events) => (signals, impacts, events.GroupBy(static record => record.Id).ToDictionary(static group => group.Key, static group => group.First())));
}
