using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>The story of <c>twin demo</c> as records: made by hand after the documented shapes, with a colleague at ordinary work beside it.</summary>
internal static class DemoWorld
{
    public const string AccountId = "111122223333";
    public const string Tor = "185.220.101.7";
    public const string Office = "198.51.100.20";
    public const string Key = "AKIAIOSFODNN7EXAMPLE";
    public const string RoleKey = "ASIAIOSFODNN7ROLE001";
    public const string Reads = "get-";

    public static readonly DateTimeOffset Start = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);
    public static readonly EntityId User = new($"arn:aws:iam::{AccountId}:user/dana");
    public static readonly EntityId Colleague = new($"arn:aws:iam::{AccountId}:user/olga");
    public static readonly EntityId Instance = new($"arn:aws:ec2:eu-west-1:{AccountId}:instance/i-0123456789abcdef0");
    public static readonly EntityId Profile = new($"arn:aws:iam::{AccountId}:instance-profile/reporting");
    public static readonly EntityId Role = new($"arn:aws:iam::{AccountId}:role/reporting");
    public static readonly EntityId Table = new($"arn:aws:dynamodb:eu-west-1:{AccountId}:table/customers");
    public static readonly EntityId Orders = new($"arn:aws:dynamodb:eu-west-1:{AccountId}:table/orders");
    public static readonly EntityId Bucket = new("arn:aws:s3:::invoices-archive");
    public static readonly EntityId Group = new($"arn:aws:ec2:eu-west-1:{AccountId}:security-group/sg-0a1b2c3d4e5f60718");
    public static readonly EntityId Scratch = new("arn:aws:s3:::olga-scratch");

    public static IReadOnlyList<EventRecord> Events { get; } = [.. AllEvents()];

    public static IReadOnlyList<Signal> Signals { get; } = [.. AllSignals()];

    public static IReadOnlyList<Impact> Impacts { get; } = [.. AllImpacts()];

    public static IncidentWorld World() => World(Signals, Impacts, Events);

    public static IncidentWorld World(IReadOnlyCollection<Signal> signals, IReadOnlyCollection<Impact> impacts, IEnumerable<EventRecord> events)
    {
        var index = new EventIndex(events);
        return new()
        {
            Signals = signals,
            Impacts = impacts,
            EventOf = index.Find,
            EventsOf = index.Of,
            ViewOf = ViewOf,
            RelationsTo = id => id == Profile ? [new(Instance, RelationKind.HasInstanceProfile)] : [],
            AbilitiesOf = id => id == Role ? [Can("read", Table, GainCertainty.Always), Can("read", Orders, GainCertainty.Always)] : [],
            IntelOf = static ip => ip == Tor ? new(["tor-exit"], "DE", "AS60729") : null,
            ReadsLogged = id => id == Table ? true : id == Orders ? false : null,
            SourcesOf = static _ => [new EvidenceSource { Name = "CloudTrail", From = Start.AddDays(-7), To = Start.AddHours(3) }],
            BlindSpotsOf = static _ => [new("Objects of invoices-archive", "no data events for the bucket", "an event selector for the bucket")],
        };
    }

    private static IEnumerable<EventRecord> AllEvents()
    {
        yield return ByUser("desc-1", 0, "DescribeInstances", true, [Instance]);
        yield return ByUser("assoc-1", 2, "AssociateIamInstanceProfile", false, [Instance, Profile]);
        yield return ByUser("ingress-1", 4, "AuthorizeSecurityGroupIngress", false, [Group]);
        yield return ByRole("head-1", 12, "HeadObject", Bucket, "AWS::S3::Bucket", Outcome.Denied);
        for (var index = 0; index < 40; index++)
        {
            yield return ByRole($"{Reads}{index:D2}", 15 + (index / 10), "GetItem", Table, "AWS::DynamoDB::Table", Outcome.Success) with { Time = Start.AddMinutes(15).AddSeconds(index * 7) };
        }

        // Olga works from the office meanwhile; Dana too, with the same key, an hour before and while it is stolen.
        yield return Plain("olga-1", 3, Colleague, "AKIAOLGA00000000OLGA", Office, "PutObject", Scratch);
        yield return Plain("olga-2", 13, Colleague, "AKIAOLGA00000000OLGA", Office, "DeleteObject", Scratch);
        yield return Plain("dana-office", 5, User, Key, Office, "CreateTags", Scratch);
    }

    private static IEnumerable<Signal> AllSignals()
    {
        yield return Make("behavior.identity.hostile-origin", "Call from an address known as hostile", SignalKind.Indicator, SignalDimension.Identity, Severity.Medium, "hostile-origin", 0, [User], ["desc-1", "assoc-1", "ingress-1"], ["initial-access"])
            with { Actor = Dana() };
        yield return Make("behavior.identity.first-origin", "First call of an established identity from an address", SignalKind.Behavior, SignalDimension.Identity, Severity.Low, "unusual-identity-activity", 0, [User], ["desc-1"], ["initial-access"])
            with { Actor = Dana() };
        yield return Make("behavior.network.data-store-contact", "Unusual data-store connection", SignalKind.Behavior, SignalDimension.Network, Severity.Low, "anomalous-network-traffic", 15, [Instance], ["flow-1"], ["collection"]);
        yield return Make("behavior.network.outbound-peers", "Outbound peers off the norm", SignalKind.Behavior, SignalDimension.Network, Severity.Low, "anomalous-network-traffic", 18, [Instance], ["flow-2"], ["command-and-control"]);
        yield return Make("behavior.network.outbound-volume", "Outbound volume off the norm", SignalKind.Behavior, SignalDimension.Network, Severity.Low, "anomalous-network-traffic", 20, [Instance], ["flow-3", "flow-4"], ["exfiltration"]);
        yield return Make("behavior.identity.first-agent", "First call with an agent", SignalKind.Behavior, SignalDimension.Identity, Severity.Info, "unusual-identity-activity", 3, [Colleague], ["olga-1"], ["initial-access"])
            with { Actor = new() { Id = Colleague, SourceIp = Office, Credential = "AKIAOLGA00000000OLGA", Behind = new(Colleague, "self", Confidence.Proven, []) } };
    }

    private static IEnumerable<Impact> AllImpacts()
    {
        yield return new()
        {
            Id = Impact.IdOf("assoc-1", Instance), Time = Start.AddMinutes(2), Change = "assoc-1", Resource = Instance, Actor = User, Severity = Severity.High, Action = "ec2:AssociateIamInstanceProfile",
            Findings = [FindingKind.OverPermissive, FindingKind.DataAccess, FindingKind.CrownJewelAccess],
            Reasons = ["the role allows GetItem on more tables than it uses", "the instance can now read the table customers, a crown jewel"],
            Gained = [new() { Who = Instance, Can = "read", What = Table.Value, Count = 1, Examples = [Table], Certainty = GainCertainty.Always, Via = [Profile.Value, Role.Value] }],
            Text = "i-0123456789abcdef0 can now read the table customers", After = """{"instanceProfile":"reporting"}""",
        };
        yield return new()
        {
            Id = Impact.IdOf("ingress-1", Group), Time = Start.AddMinutes(4), Change = "ingress-1", Resource = Group, Actor = User, Severity = Severity.High, Action = "ec2:AuthorizeSecurityGroupIngress",
            Findings = [FindingKind.InternetExposed], Reasons = ["SSH of i-0123456789abcdef0 is open to the internet"],
            Gained = [new() { Who = EntityId.Address("0.0.0.0/0"), Can = "connect tcp/22", What = Instance.Value, Count = 1, Examples = [Instance], Certainty = GainCertainty.Always }],
            Text = "port 22 is open to the internet",
        };
    }

    private static Gain Can(string what, EntityId target, GainCertainty certainty) => new() { Who = Role, Can = what, What = target.Value, Count = 1, Examples = [target], Certainty = certainty };

    private static SignalActor Dana() => new() { Id = User, Type = "iamUser", SourceIp = Tor, Credential = Key, Behind = new(User, "self", Confidence.Proven, []) };

    private static EventRecord ByUser(string id, int minute, string action, bool readOnly, EntityId[] targets) =>
        Plain(id, minute, User, Key, Tor, action, targets[0]) with
        {
            ReadOnly = readOnly,
            Service = "ec2.amazonaws.com",
            Targets = targets.Select((target, index) => new Target(target, string.Empty, index == 0 ? TargetRole.Primary : TargetRole.Related)).ToValueArray(),
        };

    private static EventRecord Plain(string id, int minute, EntityId actor, string key, string ip, string action, EntityId target) => new()
    {
        Id = id, Time = Start.AddMinutes(minute), Source = RecordFormat.CloudTrail, Cloud = Cloud.Aws, Account = AccountId, Region = "eu-west-1", Action = action, ReadOnly = false,
        Actor = new() { Type = ActorType.IamUser, Id = actor.Value, Credential = key, Account = AccountId }, SourceIp = ip, UserAgent = "aws-cli/2.15", Targets = [new(target, string.Empty, TargetRole.Primary)],
        Behind = new(actor, "self", Confidence.Proven, []),
    };

    private static EventRecord ByRole(string id, int minute, string action, EntityId target, string type, Outcome outcome) => new()
    {
        Id = id, Time = Start.AddMinutes(minute), Source = RecordFormat.CloudTrail, Cloud = Cloud.Aws, Account = AccountId, Region = "eu-west-1", Action = action, ReadOnly = true, Category = EventCategory.Data,
        Actor = new() { Type = ActorType.AssumedRole, Id = Role.Value, Session = "i-0123456789abcdef0", Credential = RoleKey, Account = AccountId, RoleDelivery = "2.0" },
        SourceIp = "203.0.113.77", Outcome = outcome, ErrorCode = outcome == Outcome.Denied ? "AccessDenied" : null, Targets = [new(target, type, TargetRole.Primary)],
        Behind = new(new("aws:instance:i-0123456789abcdef0"), "instance", Confidence.Proven, []),
    };

    private static Signal Make(string rule, string title, SignalKind kind, SignalDimension dimension, Severity severity, string family, int minute, EntityId[] entities, string[] evidence, string[] tactics) => new()
    {
        Id = Signal.IdOf(rule, entities[0], evidence[0]), Time = Start.AddMinutes(minute), LastTime = Start.AddMinutes(minute + 1), Rule = rule, Title = title, Kind = kind, Dimension = dimension,
        Severity = severity, Score = 40, Entities = [.. entities], Evidence = [.. evidence], Tactics = [.. tactics], Techniques = ["T1078.004"], Family = family,
        Explanation = new(title, dimension.ToString(), "seen", "not seen", "7d"),
    };

    private static EntityView? ViewOf(EntityId id)
    {
        var type = id == Table || id == Orders ? "AWS::DynamoDB::Table" : id == Instance ? "AWS::EC2::Instance" : id == Role ? "AWS::IAM::Role" : id == User ? "AWS::IAM::User"
            : id == Group ? "AWS::EC2::SecurityGroup" : id == Bucket ? "AWS::S3::Bucket" : id == Profile ? "AWS::IAM::InstanceProfile" : null;
        ValueArray<Relationship> relations = id == Instance ? [new(RelationKind.HasInstanceProfile, Profile, KnowledgeBasis.Write, "assoc-1")]
            : id == Profile ? [new(RelationKind.ContainsRole, Role, KnowledgeBasis.Snapshot, "snapshot")] : [];
        return type is null ? null : new()
        {
            Id = id, Type = type, State = EntityLife.Active, Relations = relations, Knowledge = new(KnowledgeBasis.Write, Start, false, [], []),
            CrownJewel = id == Table ? new("high", JewelBasis.Marked, "marked by the owner") : null,
        };
    }
}
