using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Incidents.Story;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Incidents;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Tests.Stages.Incidents.Response;

/// <summary>One entity of <c>cases.json</c>: what the twin says of it, and the action that must come of it, and when not.</summary>
internal sealed record ResponseCase
{
    public static readonly DateTimeOffset AsOf = new(2026, 3, 3, 4, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    public static IReadOnlyList<ResponseCase> All { get; } = Read();

    public required string Action { get; init; }

    public required string Id { get; init; }

    public required string Type { get; init; }

    public JsonObject Config { get; init; } = [];

    public RelationCase[] Relations { get; init; } = [];

    public IncomingCase[] Incoming { get; init; } = [];

    public Dictionary<string, string> Settings { get; init; } = [];

    public string[] Events { get; init; } = [];

    public string[] Entities { get; init; } = [];

    public required string Bash { get; init; }

    public string? Rollback { get; init; }

    public string? File { get; init; }

    public int Approvals { get; init; } = 1;

    /// <summary>Configuration, relations, life or settings with which a precondition does not hold.</summary>
    public JsonObject? Not { get; init; }

    public RelationCase[]? NotRelations { get; init; }

    public string? Life { get; init; }

    public bool NoSettings { get; init; }

    public EntityId Target => new(Id);

    public PlannedAction? Planned(JsonObject? config = null, RelationCase[]? relations = null, EntityLife life = EntityLife.Active, bool settings = true, string[]? unknown = null, ResponseWorld? world = null)
    {
        var view = View(config ?? Config, relations ?? Relations, life, unknown ?? []);
        world = (world ?? new() { AsOf = AsOf, PreparedAt = AsOf.AddHours(1) }) with
        {
            ViewOf = id => id == Target ? view : Array.Find(Incoming, one => one.From == id.Value) is { } one ? view with { Id = id, Type = one.Type, Config = "{}" } : null,
            RelationsTo = id => id == Target ? [.. Incoming.Select(static one => new IncomingRelation(new(one.From), Enum.Parse<RelationKind>(one.Kind, true)))] : [],
            EventOf = id => new() { Id = id, Time = AsOf.AddHours(-1), Actor = new() { Id = "actor" }, ReadOnly = false, Outcome = Outcome.Success, Targets = [new(Target, Type, TargetRole.Primary)] },
            Settings = settings ? new([], Settings) : ResponseSettings.None,
        };
        var plan = Events.Length + Entities.Length == 0 ? PlanStage.Of(Target, world) : PlanStage.Of(Incident(), world);
        return plan.Actions.SingleOrDefault(action => action.Action == Action && action.Target == Target);
    }

    private Incident Incident() => new()
    {
        Id = "inc", Title = "t", Severity = Severity.High, FirstSeen = AsOf.AddHours(-2), LastSeen = AsOf, Entities = Entities.Select(static id => new EntityId(id)).ToValueArray(),
        Steps = [new() { Time = AsOf.AddHours(-1), Action = "Do", Events = Events.Append("step").ToValueArray() }],
    };

    private EntityView View(JsonObject config, RelationCase[] relations, EntityLife life, string[] unknown) => new()
    {
        Id = Target, Type = Type, State = life, Config = config.ToJsonString(), Knowledge = new(KnowledgeBasis.Write, AsOf, unknown.Length == 0, unknown.ToValueArray(), []),
        Relations = relations.Select(static one => new Relationship(Enum.Parse<RelationKind>(one.Kind, true), new(one.To), KnowledgeBasis.Write, one.Evidence ?? "e")).ToValueArray(),
    };

    private static ResponseCase[] Read()
    {
        using var stream = typeof(ResponseCase).Assembly.GetManifestResourceStream("Response.cases.json")!;
        return JsonSerializer.Deserialize<ResponseCase[]>(stream, Options)!;
    }

    internal sealed record RelationCase(string Kind, string To, string? Evidence = null);

    internal sealed record IncomingCase(string Kind, string From, string Type);
}
