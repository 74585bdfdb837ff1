using System.Globalization;
using System.Text.Json;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Tests.Stages.Access.Impacts;

/// <summary>Builds estates by hand: each call is one event, a second after the one before.</summary>
internal sealed class WorldBuilder
{
    public const string Account = "111122223333";
    public const string Other = "999988887777";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private int _event;

    public static EntityId Dave { get; } = Iam("user/dave");

    public TestEstate Estate { get; } = new();

    public List<ResourceChange> Changes { get; } = [];

    public static EntityId Iam(string resource) => new($"arn:aws:iam::{Account}:{resource}");

    public static EntityId Ec2(string resource) => new($"arn:aws:ec2:eu-central-1:{Account}:{resource}");

    public static EntityId Table(string name) => new($"arn:aws:dynamodb:eu-central-1:{Account}:table/{name}");

    public static EntityId Bucket(string name) => new($"arn:aws:s3:::{name}");

    public static AttributeChange Set(string path, string? json, string? element = null) => new(path, AttributeOp.Set, json, element);

    public static AttributeChange Remove(string path, string? element = null) => new(path, AttributeOp.Remove, null, element);

    public static RelationChange Rel(RelationKind kind, EntityId to, bool removed = false, bool exclusive = false) => new(kind, to, string.Empty, removed, exclusive);

    public static string Text(string text) => JsonSerializer.Serialize(text);

    public static string Allow(string action, string resource = "*", string? condition = null) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"{{(condition is null ? "" : $",\"Condition\":{condition}")}}}]}""";

    public ResourceChange Create(EntityId id, string type, params object[] parts) => Add(id, type, ChangeKind.Create, "aws:Create", parts);

    public ResourceChange Change(EntityId id, string type, string action, params object[] parts) => Add(id, type, ChangeKind.Change, action, parts);

    public ResourceChange Delete(EntityId id, string type, string action) => Add(id, type, ChangeKind.Delete, action, []);

    public ResourceChange Refer(EntityId id, string type) => Add(id, type, ChangeKind.Refer, "aws:Get", []);

    /// <summary>Puts a change made elsewhere.</summary>
    public void Put(ResourceChange change)
    {
        Estate.Put(change);
        Changes.Add(change);
    }

    public Impact? ImpactOf(ResourceChange change, ImpactContext? context = null) => ImpactStage.Whole(change, Estate, context ?? Context());

    public static ImpactContext Context(params string[] jewels) => new()
    {
        Judge = JudgeOfTests,
        Jewels = new([.. jewels.Select(static jewel => new JewelMark(jewel))]),
        OwnAccounts = new HashSet<string> { Account },
    };

    public static IPolicyJudge JudgeOfTests { get; } = new PolicyJudge();

    private ResourceChange Add(EntityId id, string type, ChangeKind kind, string action, object[] parts)
    {
        _event++;
        var phase = kind switch
        {
            ChangeKind.Create => EventPhase.Create,
            ChangeKind.Delete => EventPhase.Delete,
            ChangeKind.Change => EventPhase.Change,
            ChangeKind.Observe or ChangeKind.Refer => EventPhase.Read,
            _ => EventPhase.Read,
        };
        var change = new ResourceChange
        {
            Entity = new(id, id.Kind, type),
            At = new(Start.AddSeconds(_event).UtcTicks, phase, string.Create(CultureInfo.InvariantCulture, $"e{_event:0000}")),
            Kind = kind,
            Basis = kind == ChangeKind.Refer ? KnowledgeBasis.Referenced : KnowledgeBasis.Write,
            Action = action,
            Actor = Dave,
            Account = Account,
            Attributes = parts.OfType<AttributeChange>().ToValueArray(),
            Relations = parts.OfType<RelationChange>().ToValueArray(),
        };
        Put(change);
        return change;
    }
}
