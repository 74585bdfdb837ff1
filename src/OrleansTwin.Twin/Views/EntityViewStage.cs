using System.Text;
using System.Text.Json;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Twin.Views;

/// <summary>The public view of an entity as of a position: known values written, unknown ones named, never guessed.</summary>
public static class EntityViewStage
{
    private const string TagsPath = "tags";

    public static EntityView View(EntityState state, EventOrder asOf, CrownJewel? jewel, Exposure exposure, int? risk)
    {
        var config = ConfigFold.AsOf(state.Log, asOf);
        return new()
        {
            Id = state.Id,
            Cloud = CloudOf(state.Id),
            Account = config.Account ?? NullIfEmpty(state.Id.AccountOf()),
            Region = config.Region ?? RegionOf(state.Id),
            Type = config.Type.Length > 0 ? config.Type : TypeOf(state.Id),
            Kind = state.Id.Kind,
            Name = config.Name ?? NameOf(state.Id),
            State = config.Life,
            FirstSeen = state.FirstTicks == long.MaxValue ? null : new DateTimeOffset(state.FirstTicks, TimeSpan.Zero),
            LastSeen = state.LastTicks == long.MinValue ? null : new DateTimeOffset(state.LastTicks, TimeSpan.Zero),
            Version = config.Version,
            Tags = Tags(config),
            CrownJewel = jewel,
            Exposure = exposure,
            Risk = risk,
            Relations = Relations(config),
            Knowledge = KnowledgeOf(state, config),
            Config = Json(config),
        };
    }

    private static Knowledge KnowledgeOf(EntityState state, ConfigView config)
    {
        var unknown = config.Attributes.Values
            .Where(static a => !a.Known)
            .Select(static a => a.Doubtful ? $"{a.Path}: event {a.At.EventId} may have changed it, its outcome is not told; a read or snapshot would tell"
                : a.IsSet ? $"{a.Path}: only some elements were seen" : $"{a.Path}: changed or set, value not in the log; a read or snapshot would tell")
            .ToList();
        if (config.CreatedAt is null && !config.WholeBySnapshot && state.Id.Kind is not (EntityKind.Address or EntityKind.Account))
        {
            unknown.Add(config.Basis == KnowledgeBasis.Snapshot
                ? "what the snapshot's answers do not hold, and its state before them"
                : "state before the first change seen; a snapshot would tell");
        }

        var basis = config.Version == 0 && state.Baseline.Counters.Count > 0 ? KnowledgeBasis.Observed : config.Basis;
        return new(
            basis,
            config.LastAt is { } at && at.Time != EventOrder.BeforeLogs ? at.Time : null,
            config.WholeBySnapshot && unknown.Count == 0,
            unknown.Order(StringComparer.Ordinal).ToValueArray(),
            config.Attributes.Values.Where(static a => a.Ambiguous).Select(static a => a.Path).Order(StringComparer.Ordinal).ToValueArray());
    }

    private static ValueArray<Relationship> Relations(ConfigView config) =>
        config.Relations
            .OrderBy(static r => r.Kind)
            .ThenBy(static r => r.To)
            .Select(static r => new Relationship(r.Kind, r.To, r.Basis, r.At.EventId))
            .ToValueArray();

    private static ValueArray<KeyValuePair<string, string>> Tags(ConfigView config) =>
        config.Attribute(TagsPath) is { } tags
            ? tags.Elements.Select(static pair => KeyValuePair.Create(pair.Key, Text(pair.Value))).ToValueArray()
            : [];

    private static string Text(string? json)
    {
        if (json is { Length: > 1 } && json[0] == '"')
        {
            return JsonSerializer.Deserialize<string>(json) ?? string.Empty;
        }

        return json ?? string.Empty;
    }

    private static string Json(ConfigView config)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (path, attribute) in config.Attributes)
            {
                Attribute(writer, path, attribute);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Attribute(Utf8JsonWriter writer, string path, AttributeView attribute)
    {
        if (attribute.IsSet)
        {
            writer.WriteStartObject(path);
            foreach (var (element, value) in attribute.Elements)
            {
                writer.WritePropertyName(element);
                Value(writer, value);
            }

            writer.WriteEndObject();
        }
        else if (attribute.Known)
        {
            writer.WritePropertyName(path);
            Value(writer, attribute.Value);
        }
    }

    private static void Value(Utf8JsonWriter writer, string? json)
    {
        if (json is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(json);
        }
    }

    private static Cloud CloudOf(EntityId id) => id.Cloud;

    private static string? RegionOf(EntityId id) => Arn.TryParse(id.Value, out var arn) ? NullIfEmpty(arn.Region) : null;

    private static string? NameOf(EntityId id) => Arn.TryParse(id.Value, out var arn) ? arn.ResourceName.Split('/')[^1] : null;

    private static string TypeOf(EntityId id) => id.Kind switch
    {
        EntityKind.Address => "address",
        EntityKind.Credential => "AWS::IAM::AccessKey",
        EntityKind.Account => AccountTypeOf(id),
        EntityKind.Identity => "principal",
        EntityKind.Resource => "unknown",
        _ => "unknown",
    };

    private static string AccountTypeOf(EntityId id) => id.Cloud switch
    {
        Cloud.Aws => "AWS::Organizations::Account",
        Cloud.Azure => id.Value.StartsWith(EntityId.TenantPrefix, StringComparison.Ordinal) ? "microsoft.aadiam/tenants" : "microsoft.resources/subscriptions",
        Cloud.Gcp => "cloudresourcemanager.googleapis.com/Project",
        _ => "account",
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
