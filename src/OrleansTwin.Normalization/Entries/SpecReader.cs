using OrleansTwin.Model.Changes;
using OrleansTwin.Normalization.Expressions;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Text;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Compiles the parts of an entry; a part with a problem is told and left out.</summary>
internal sealed class SpecReader(EntityTypes types, ProblemList problems)
{
    private static readonly Guarded<RefExpr> Nothing = new(new([]), [], null);

    public ChangeSpec Change(ChangeKind kind, YamlNode entity, YamlMap map)
    {
        var seen = Array.Empty<string>() as IReadOnlyCollection<string>;
        var reference = Try(entity, YamlMap.Text(entity), seen, parser =>
        {
            var read = parser.GuardedRef();
            seen = [.. parser.Variables];
            return read;
        });
        var set = map.Take("set");
        return new()
        {
            Kind = kind,
            Entity = reference ?? Nothing,
            Whole = map.TakeText("whole") == "true",
            NeedsResponse = set is YamlMappingNode values && values.Children.Any(static c => YamlMap.Text(c.Value).Contains("res.", StringComparison.Ordinal) && !YamlMap.Text(c.Value).Contains("req.", StringComparison.Ordinal)),
            Name = Value(map.Take("name"), seen),
            Incarnation = Value(map.Take("unique"), seen),
            Attributes = [.. Attributes(map, set, seen)],
            Tags = [.. map.TakeList("tags").Select(n => Value(n, seen)).OfType<Expr>()],
            Untag = Value(map.Take("untag"), seen),
            Relations = [.. Relations(map.Take("rel"), seen)],
            Cascades = [.. map.TakeList("cascade").Select(CascadeOf).OfType<CascadeSpec>()],
        };
    }

    public Guarded<RefExpr>? Ref(YamlNode at, string text, IReadOnlyCollection<string> seen) => Try(at, text, seen, static parser => parser.GuardedRef());

    /// <summary><c>verb [in] type(…)</c>.</summary>
    public DataSpec? Data(YamlNode at, string text)
    {
        var words = text.Split(' ', 2);
        if (words.Length < 2 || !Enum.TryParse<DataVerb>(words[0], ignoreCase: true, out var verb))
        {
            problems.Add(at, $"`{text}` is no data access; expected one of {string.Join(", ", Enum.GetNames<DataVerb>())}, then `in` for a container, then an entity");
            return null;
        }

        var inside = words[1].StartsWith("in ", StringComparison.Ordinal);
        return Ref(at, inside ? words[1]["in ".Length..] : words[1], []) is { } entity ? new(verb, inside, entity) : null;
    }

    public MintSpec? Mint(YamlNode node)
    {
        var map = new YamlMap(node, problems);
        var at = map.Take("principal");
        var principal = at is null ? null : Ref(at, YamlMap.Text(at), []);
        if (principal is null)
        {
            problems.Add(node, "`mint` needs `principal`");
            return null;
        }

        var spec = new MintSpec
        {
            Principal = principal,
            Basis = map.TakeText("basis") ?? "minted",
            Key = Value(map.Take("key"), []),
            Session = Value(map.Take("session"), []),
            Expires = Value(map.Take("expires"), []),
            SourceIdentity = Value(map.Take("sourceIdentity"), []),
            Federation = Value(map.Take("federation"), []),
            UniqueId = Value(map.Take("unique"), []),
        };
        map.NoOther();
        return spec;
    }

    private IEnumerable<AttributeSpec> Attributes(YamlMap map, YamlNode? set, IReadOnlyCollection<string> seen)
    {
        foreach (var node in map.TakeList("clear"))
        {
            if (Attribute(node, AttributeOp.Clear, null, seen) is { } spec)
            {
                yield return spec;
            }
        }

        foreach (var (_, keyNode, value) in set is null ? [] : new YamlMap(set, problems).All)
        {
            if (Attribute(keyNode, AttributeOp.Set, value, seen) is { } spec)
            {
                yield return spec;
            }
        }

        foreach (var (key, op) in new[] { ("drop", AttributeOp.Remove), ("unknown", AttributeOp.Unknown) })
        {
            foreach (var node in map.TakeList(key))
            {
                if (Attribute(node, op, null, seen) is { } spec)
                {
                    yield return spec;
                }
            }
        }
    }

    private AttributeSpec? Attribute(YamlNode at, AttributeOp op, YamlNode? value, IReadOnlyCollection<string> seen)
    {
        IReadOnlyCollection<string> inner = seen;
        var name = Try(at, YamlMap.Text(at), seen, parser =>
        {
            var read = parser.GuardedName();
            inner = [.. parser.Variables];
            return read;
        });
        return name is null ? null : new(op, name, Value(value, inner));
    }

    private IEnumerable<RelationSpec> Relations(YamlNode? node, IReadOnlyCollection<string> seen)
    {
        foreach (var (key, keyNode, value) in node is null ? [] : new YamlMap(node, problems).All)
        {
            var mode = key[^1] switch
            {
                '!' => RelationMode.Exclusive,
                '=' => RelationMode.Replace,
                '-' => RelationMode.Remove,
                _ => RelationMode.Add,
            };
            if (!Enum.TryParse<RelationKind>(key.TrimEnd('!', '=', '-'), out var kind))
            {
                problems.Add(keyNode, $"`{key}` is no relation; allowed: {string.Join(", ", Enum.GetNames<RelationKind>())}");
                continue;
            }

            foreach (var item in value is YamlSequenceNode list ? list.Children : [value])
            {
                if (Relation(item, kind, mode, seen) is { } spec)
                {
                    yield return spec;
                }
            }
        }
    }

    // A removal may be of `all`, `all if condition`, or of what a reference names.
    private RelationSpec? Relation(YamlNode item, RelationKind kind, RelationMode mode, IReadOnlyCollection<string> seen)
    {
        const string AllIf = "all if ";
        var text = YamlMap.Text(item);
        if (mode == RelationMode.Remove && text == "all")
        {
            return new(kind, mode, null);
        }

        if (mode == RelationMode.Remove && text.StartsWith(AllIf, StringComparison.Ordinal))
        {
            return Try(item, text[AllIf.Length..], seen, static parser => parser.Whole()) is { } condition ? new(kind, mode, null, condition) : null;
        }

        return Ref(item, text, seen) is { } to ? new(kind, mode, to) : null;
    }

    private CascadeSpec? CascadeOf(YamlNode node)
    {
        var map = new YamlMap(node, problems);
        var child = map.TakeText("type");
        var via = map.TakeText("via");
        var basis = map.TakeText("basis");
        var attribute = map.TakeText("where")?.Split('=', 2);
        map.NoOther();
        if (child is null || basis is null || types.ByName(child) is not { } type || !Enum.TryParse<RelationKind>(via, out var kind))
        {
            problems.Add(node, "a cascade needs `type` (of types.yml), `via` (a relation) and `basis`");
            return null;
        }

        return new(type.Type, kind, attribute?[0], attribute is [_, var value] ? value : null, basis);
    }

    /// <summary>An expression where <paramref name="seen"/> variables stand; null and a problem where it is none.</summary>
    public Expr? ValueOf(YamlNode? node, IReadOnlyCollection<string> seen) => Value(node, seen);

    // `=word` is the literal text, `={…}` literal JSON; everything else an expression.
    private Expr? Value(YamlNode? node, IReadOnlyCollection<string> seen)
    {
        if (node is null)
        {
            return null;
        }

        var text = YamlMap.Text(node);
        if (text.StartsWith("={", StringComparison.Ordinal) || text.StartsWith("=[", StringComparison.Ordinal))
        {
            return new LiteralExpr(Expressions.Value.OfJson(CanonicalJson.OfText(text[1..])));
        }

        return text.StartsWith('=')
            ? new LiteralExpr(Expressions.Value.Of(text[1..]))
            : Try(node, text, seen, static parser => parser.Whole());
    }

    private T? Try<T>(YamlNode at, string text, IReadOnlyCollection<string> seen, Func<ExpressionParser, T> read)
        where T : class
    {
        try
        {
            return read(new(text, types.ByName, seen));
        }
        catch (FormatException error)
        {
            problems.Add(at, error.Message);
            return null;
        }
    }
}
