using System.Globalization;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Surprise;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;
using OrleansTwin.Tests.Stages.Detection.Behavior;
using OrleansTwin.Twin.Baselines;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Lineage;
using OrleansTwin.Twin.State;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Surprise;

/// <summary>Events of users who work every day from one place, with what they changed and what was said of it, written down for a test.</summary>
internal sealed class SurpriseScene
{
    public const string Home = "198.51.100.7";
    public const string Other = "arn:aws:iam::111122223333:user/bob";
    public const string Group = "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1";
    public const int Days = 40;

    private readonly Dictionary<string, EventRecord> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityId, EntityState> _states = [];

    public SurpriseScene()
    {
        foreach (var user in (string[])[Story.User, Other, Story.Root])
        {
            var story = new Story(user);
            for (var day = 0; day < Days; day++)
            {
                story.Call((day * 24) + 9, "s3:GetObject", Home, "aws-cli");
            }

            _states[new(user)] = story.State();
        }
    }

    public List<Signal> Signals { get; } = [];

    public List<Impact> Impacts { get; } = [];

    public List<Mint> Mints { get; } = [];

    public HashSet<string> Accounts { get; } = new(StringComparer.Ordinal);

    public EstateIndex Estate { get; private set; } = EstateIndex.Empty;

    public BehaviorContext Context { get; set; } = BehaviorContext.Default;

    public Func<string, EventRecord?> EventOf => id => _events.GetValueOrDefault(id);

    public static Gain Row(string who, string can = "connect tcp/22") => new() { Who = new(who), Can = can, What = Group };

    /// <summary>A call at a day and minute of the scene.</summary>
    public EventRecord Act(
        int day, int minute, string user = Story.User, string action = "AuthorizeSecurityGroupIngress", string address = Home, Outcome outcome = Outcome.Success, string target = Group, string agent = "aws-cli/2")
    {
        var record = new EventRecord
        {
            Id = "e" + _events.Count.ToString("D4", CultureInfo.InvariantCulture),
            Time = Story.Start.AddDays(day).AddHours(9).AddMinutes(minute),
            Account = "111122223333",
            Service = "ec2",
            Action = action,
            Actor = new() { Type = user == Story.Root ? ActorType.Root : ActorType.IamUser, Id = user },
            SourceIp = address,
            UserAgent = agent,
            Outcome = outcome,
            Targets = [new(new(target), "AWS::EC2::SecurityGroup", TargetRole.Primary)],
            Notable = true,
        };
        return _events[record.Id] = record;
    }

    /// <summary>What a call changed: rows gained and lost, of one attribute.</summary>
    public Impact Change(EventRecord record, Gain[] gained, Gain[] lost, Severity severity = Severity.Medium, string attribute = "ingress", int more = 0)
    {
        var impact = new Impact
        {
            Id = Impact.IdOf(record.Id, record.Targets[0].Id),
            Time = record.Time,
            Change = record.Id,
            Resource = record.Targets[0].Id,
            Actor = new(record.Actor.Id),
            Severity = gained.Length > 0 ? severity : Severity.Info,
            Findings = gained.Length > 0 ? [FindingKind.ExternalAccess] : [],
            Before = "{}",
            After = $$"""{"{{attribute}}":1}""",
            Gained = gained.ToValueArray(),
            Lost = lost.ToValueArray(),
            More = more,
        };
        Impacts.Add(impact);
        return impact;
    }

    /// <summary>What was said of calls.</summary>
    public Signal Say(Severity severity, params EventRecord[] records) => Say(severity, "a.rule", records);

    public Signal Say(Severity severity, string rule, params EventRecord[] records)
    {
        var signal = new Signal
        {
            Id = rule + ":" + records[0].Id,
            Time = records[0].Time,
            LastTime = records[^1].Time,
            Rule = rule,
            Title = "t",
            Kind = records.Length > 1 ? SignalKind.Sequence : SignalKind.Configuration,
            Dimension = SignalDimension.Configuration,
            Severity = severity,
            Score = 70,
            Entities = [records[0].Targets[0].Id],
            Evidence = records.Select(static record => record.Id).ToValueArray(),
            Explanation = new("Said.", "rule", string.Empty, string.Empty, string.Empty),
        };
        Signals.Add(signal);
        return signal;
    }

    /// <summary>The call shared its target with an account; the twin knows it, no impact tells it.</summary>
    public void Share(EventRecord record, string account)
    {
        var change = new ResourceChange
        {
            Entity = new(record.Targets[0].Id, EntityKind.Resource, "AWS::RDS::DBSnapshot"),
            At = record.Order,
            Kind = ChangeKind.Change,
            Relations = [new(RelationKind.SharedWith, EntityId.Account(account), "AWS::Organizations::Account")],
        };
        Estate = Estate.With(change.Entity.Id, ChangeLog.Empty.Add(change));
    }

    /// <summary>A principal that was seen twice only, under a session name that works every day elsewhere from an address.</summary>
    public EventRecord ActRarely(int day, string session, string address)
    {
        const string Role = "arn:aws:iam::111122223333:role/rare";
        _states[new(Role)] = new Story(Role).Call(24, "s3:GetObject", address, "aws-cli").Call(48, "s3:GetObject", address, "aws-cli").State();
        var place = EntityId.Address(Home);
        var at = new EventOrder(Story.Start.UtcTicks, EventPhase.Read, "seen");
        _states[place] = TwinReducer.Apply(EntityState.Empty(place), new()
        {
            Entity = place,
            Observations = 
            [
                new()
                {
                    Dimension = Dimension.Principal, Value = "arn:aws:iam::111122223333:role/daily", Hour = Observation.HourOf(at.Ticks), Count = 1, First = at, LastTicks = at.Ticks, Context = new() { Session = "ada" },
                },
            ],
            Events = 1,
            FirstTicks = at.Ticks,
            LastTicks = at.Ticks,
        }, new());
        var record = Act(day, 0, Role, address: address);
        return _events[record.Id] = record with { Actor = record.Actor with { Type = ActorType.AssumedRole, Session = session, Credential = "ASIA1" } };
    }

    /// <summary>A role of the account let a principal of another account in.</summary>
    public void LetIn(int day, string account) => Mints.Add(new()
    {
        At = new(Story.Start.AddDays(day).UtcTicks, EventPhase.Read, string.Create(CultureInfo.InvariantCulture, $"m{day}")),
        Credential = string.Empty,
        Principal = new("arn:aws:iam::111122223333:role/vendor"),
        By = new() { Type = ActorType.AwsAccount, Id = EntityId.AccountPrefix + account, Account = account },
    });

    /// <summary>A door opened at a minute and, where asked, closed again.</summary>
    public Signal Open(int day, int minute, int? closed = null, string user = Story.User, string? closer = null, string who = "ip:203.0.113.0/24", string closes = "ingress")
    {
        var opened = Act(day, minute, user);
        Change(opened, [Row(who)], []);
        if (closed is { } after)
        {
            Change(Act(day, minute + after, closer ?? user, "RevokeSecurityGroupIngress"), [], [Row(who)], attribute: closes);
        }

        return Say(Severity.Medium, opened);
    }

    public List<Signal> Weigh() => SurpriseStage.Weigh(Signals, World());

    public SurpriseWorld World() => new()
    {
        Impacts = Impacts, EventOf = EventOf, Estate = Estate, Accounts = Accounts, Mints = Mints, States = _states, SubjectOf = static _ => string.Empty, Context = Context,
    };

    public Signal After(Signal signal) => Assert.Single(Weigh(), other => other.Id == signal.Id);
}
