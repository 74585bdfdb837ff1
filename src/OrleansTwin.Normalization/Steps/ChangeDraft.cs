using System.Buffers;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Expressions;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Steps;

/// <summary>Gathers what one event says about one entity.</summary>
internal sealed class ChangeDraft(EntityRef entity)
{
    /// <summary>Most attribute changes of one entity in one event.</summary>
    public const int AttributesMax = 5_000;

    private const int ElementKeyMax = 1_024;
    private const string TagsAttribute = "tags";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly List<AttributeChange> _attributes = [];
    private readonly List<RelationChange> _relations = [];
    private ChangeKind _kind = ChangeKind.Refer;
    private bool _whole;
    private string? _name;
    private string? _incarnation;

    public EntityRef Entity => entity;

    public IReadOnlyList<RelationChange> Relations => _relations;

    public void Apply(Scope scope, EntityTypes types, ChangeSpec spec)
    {
        _kind = Stronger(_kind, spec.Kind);
        var complete = spec.Whole && !(spec.NeedsResponse && scope.Part(RecordPart.Response).ValueKind == System.Text.Json.JsonValueKind.Undefined);
        foreach (var attribute in spec.Attributes)
        {
            attribute.Name.Each(scope, (_, name) => Attribute(scope, attribute, name, complete));
        }

        Tags(scope, spec);
        foreach (var relation in spec.Relations)
        {
            Relate(scope, types, relation);
        }

        _incarnation ??= spec.Incarnation?.First(scope).AsName();
        _name ??= spec.Name?.First(scope).AsName();
        _whole |= complete && !scope.Omitted && !scope.Unreadable && !scope.Event.Truncated;
    }

    public ResourceChange Build(Scope scope, ApiEntry entry)
    {
        var arn = Arn.TryParse(entity.Id.Value, out var parsed) ? parsed : default;
        return new()
        {
            Entity = entity,
            At = new(scope.Event.Time.UtcTicks, entry.Phase, scope.Event.Id),
            Kind = _kind,
            Basis = _kind == ChangeKind.Observe ? KnowledgeBasis.Read : KnowledgeBasis.Write,
            Attributes = _attributes.ToValueArray(),
            Relations = _relations.ToValueArray(),
            Whole = _whole,
            Incarnation = _incarnation,
            Name = _name ?? (_kind == ChangeKind.Create ? arn.Value is null ? LastWord(entity.Id) : NameOf(arn) : null),
            Action = entry.Action,
            Actor = new(scope.Event.Actor.Id),
            Region = string.IsNullOrEmpty(arn.Region) ? RegionOf(entity.Id) : arn.Region,
            Account = string.IsNullOrEmpty(arn.Account) ? HomeOf(entity.Id) ?? Owner(scope) : arn.Account,
        };
    }

    // Buckets and keys name no account: whoever creates one owns it.
    private string? Owner(Scope scope) => _kind == ChangeKind.Create && entity.Kind != EntityKind.Account ? scope.Account : null;

    // Ids of Azure and Google name their subscription or project.
    private static string? HomeOf(EntityId id) =>
        id.Value.StartsWith('/') && id.AccountOf() is { Length: > 1 } home ? home : null;

    private static string? LastWord(EntityId id) =>
        id.Value.StartsWith('/') ? id.Value[(id.Value.LastIndexOf('/') + 1)..] : null;

    private static string? RegionOf(EntityId id)
    {
        var parts = id.Value.StartsWith("//", StringComparison.Ordinal) ? id.Value.Split('/') : [];
        var at = Array.FindIndex(parts, static part => part is "zones" or "regions" or "locations");
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : null;
    }

    private void Attribute(Scope scope, AttributeSpec spec, AttributeName name, bool complete)
    {
        string? key = null;
        if (name.Key is not null)
        {
            key = name.Key.First(scope).AsName();
            if (key is null || key.Length > ElementKeyMax)
            {
                Put(new(name.Name, AttributeOp.Unknown));
                return;
            }
        }

        if (spec.Op != AttributeOp.Set)
        {
            Put(new(name.Name, spec.Op, Element: key));
            return;
        }

        var value = spec.Value?.First(scope) ?? Value.Missing;
        if (Hidden.Is(value.AsText()))
        {
            Put(new(name.Name, AttributeOp.Unknown, Element: key));
            return;
        }

        var json = value.AsJson();
        if (json is { Length: <= CanonicalJson.LengthMax })
        {
            Put(new(name.Name, AttributeOp.Set, json, key));
        }
        else if (json is not null || key is not null || scope.Omitted || scope.Event.Truncated)
        {
            Put(new(name.Name, AttributeOp.Unknown, Element: key));
        }
        else if (complete)
        {
            Put(new(name.Name, AttributeOp.Set));
        }
    }

    private void Tags(Scope scope, ChangeSpec spec)
    {
        if (spec.Tags.Length > 0 && spec.Kind == ChangeKind.Create)
        {
            Put(new(TagsAttribute, AttributeOp.Clear));
        }

        var all = new List<Value>();
        foreach (var tags in spec.Tags)
        {
            all.Clear();
            tags.All(scope, all);
            foreach (var (key, value) in all.SelectMany(static v => TagList.Of(v.Element)))
            {
                if (Hidden.IsPartly(key))
                {
                    Put(new(TagsAttribute, AttributeOp.Unknown));
                    continue;
                }

                Put(new(TagsAttribute, AttributeOp.Set, CanonicalJson.Of(value), key));
                _name ??= key == "Name" ? value : null;
            }

            if (all.Count > 0)
            {
                break;
            }
        }

        all.Clear();
        spec.Untag?.All(scope, all);
        foreach (var key in all.SelectMany(static v => Shape.Items(v.Element)).Select(static e => TagList.KeyOf(e)))
        {
            Put(key is null ? new(TagsAttribute, AttributeOp.Unknown) : new(TagsAttribute, AttributeOp.Remove, Element: key));
        }
    }

    private void Relate(Scope scope, EntityTypes types, RelationSpec spec)
    {
        if (spec.To is null)
        {
            if (spec.Condition is not null && !spec.Condition.First(scope).IsTrue())
            {
                return;
            }

            _relations.Add(new(spec.Kind, EntityId.None, string.Empty, Removed: true));
            return;
        }

        var found = new List<EntityRef>();
        var told = false;
        spec.To.Each(scope, (_, reference) =>
        {
            reference.Resolve(scope, types, found);
            told |= reference.IsTold(scope);
        });
        var all = new RelationChange(spec.Kind, EntityId.None, string.Empty, Removed: true);
        if (spec.Mode == RelationMode.Replace && told && !_relations.Contains(all))
        {
            _relations.Add(all);
        }

        foreach (var to in found)
        {
            var relation = new RelationChange(spec.Kind, to.Id, to.Type, spec.Mode == RelationMode.Remove, spec.Mode == RelationMode.Exclusive);
            if (to.Id != entity.Id && !_relations.Contains(relation) && _relations.Count < AttributesMax)
            {
                _relations.Add(relation);
            }
        }
    }

    // What an event says twice is kept once: the last word on one attribute or element wins.
    private void Put(AttributeChange change)
    {
        if (change.Op is AttributeOp.Set or AttributeOp.Unknown or AttributeOp.Remove)
        {
            _attributes.RemoveAll(a => a.Path == change.Path && a.Element == change.Element && a.Op != AttributeOp.Clear);
        }

        if (_attributes.Count < AttributesMax)
        {
            _attributes.Add(change);
        }
    }

    private static ChangeKind Stronger(ChangeKind one, ChangeKind other) => Rank(one) <= Rank(other) ? one : other;

    private static int Rank(ChangeKind kind) => kind switch
    {
        ChangeKind.Delete => 0,
        ChangeKind.Create => 1,
        ChangeKind.Change => 2,
        ChangeKind.Observe => 3,
        ChangeKind.Refer => 4,
        _ => 5,
    };

    private static string? NameOf(Arn arn)
    {
        if (string.IsNullOrEmpty(arn.Resource))
        {
            return null;
        }

        var cut = arn.Resource.LastIndexOfAny(['/', ':']);
        var name = arn.Resource[(cut + 1)..];
        return name.Length == 0 || IsGenerated(name) ? null : name;
    }

    // vpc-0a1b2c3d4e5f60001 is an id that the service made, not a name.
    private static bool IsGenerated(string name)
    {
        var dash = name.LastIndexOf('-');
        var tail = name.AsSpan(dash + 1);
        return tail.Length is >= 8 && !tail.ContainsAnyExcept(HexDigits) && tail.ContainsAnyInRange('0', '9');
    }
}
