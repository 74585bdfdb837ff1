using System.Collections.Immutable;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Expressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>One mapping file → a compiled mapping; all problems of the file are told with their lines.</summary>
internal sealed class MappingFileReader(CatalogueFile file, List<CatalogueProblem> into)
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "req", "res", "add", "svc", "rsc", "rec", "ctx" };

    private readonly ProblemList _problems = new(file.Name, into);
    private readonly List<string> _variables = [];

    private static SpecReader Specs(ProblemList problems) => new(ApiCatalogue.Embedded.Types, problems);

    public SourceMapping? Read()
    {
        if (Parse() is not { } root)
        {
            return null;
        }

        var before = into.Count;
        var map = new YamlMap(root, _problems);
        var name = map.TakeText("name");
        var signature = Signature(map);
        var variables = Variables(map.Take("vars"));
        var (time, action, outcome) = (Value(map, "time"), Value(map, "action"), Outcome(map.Take("outcome")));
        if (string.IsNullOrEmpty(name) || time is null || action is null || outcome is null)
        {
            _problems.Add(root, "a mapping needs `name`, `time`, `action` and `outcome`");
            return null;
        }

        var mapping = new SourceMapping
        {
            Name = name,
            Signature = signature,
            Cloud = Named<Cloud>(map, "cloud"),
            Variables = variables,
            Id = Value(map, "id"),
            Identities = [.. map.TakeList("identity").Select(Identity)],
            Time = time,
            Action = action,
            Service = Value(map, "service"),
            Account = Value(map, "account"),
            Region = Value(map, "region"),
            Category = Value(map, "category"),
            ReadOnly = Value(map, "readOnly"),
            Actor = Actor(map.Take("actor")),
            SourceIp = Value(map, "sourceIp"),
            UserAgent = Value(map, "userAgent"),
            Outcome = outcome,
            ErrorCode = Value(map, "errorCode"),
            ErrorMessage = Value(map, "errorMessage"),
            Part = Value(map, "part"),
            Request = Value(map, "request"),
            Response = Value(map, "response"),
            Additional = Value(map, "additional"),
            Details = Value(map, "details"),
            RuleLog = Value(map, "rules"),
            Finding = new FindingRuleReader(_problems, Value, node => Specs(_problems).ValueOf(node, _variables)).Read(map.Take("finding")),
            Targets = [.. map.TakeList("targets").SelectMany(Target)],
            Cases = [.. map.TakeList("cases").SelectMany(Case)],
        };
        map.Take("origin");
        map.NoOther();
        return into.Count == before ? mapping : null;
    }

    private YamlNode? Parse()
    {
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(file.Text);
            stream.Load(reader);
            if (stream.Documents.Count == 1)
            {
                return stream.Documents[0].RootNode;
            }

            _problems.Add(1, "expected one YAML document");
        }
        catch (YamlException error)
        {
            _problems.Add(error.Start.Line, error.Message);
        }

        return null;
    }

    private MappingSignature Signature(YamlMap map)
    {
        var format = map.Take("format") is null ? RecordFormat.Mapped : Named<RecordFormat>(map, "format");
        if (map.Take("when") is not { } node)
        {
            if (format == RecordFormat.Mapped)
            {
                _problems.Add(map.Line, "`when` is missing: what tells the source's records (`all`, `any`, `text`)");
            }

            return new(format, [], [], []);
        }

        var when = new YamlMap(node, _problems);
        var signature = new MappingSignature(format, Texts(when, "all"), Texts(when, "any"), Texts(when, "text"));
        when.NoOther();
        if (signature.All.IsEmpty)
        {
            _problems.Add(node, "`when` needs at least one key under `all`");
        }

        return signature;
    }

    private KeyValuePair<string, Expr>[] Variables(YamlNode? node)
    {
        var read = new List<KeyValuePair<string, Expr>>();
        foreach (var (name, at, value) in node is null ? [] : new YamlMap(node, _problems).All)
        {
            if (Reserved.Contains(name))
            {
                _problems.Add(at, $"`{name}` names a part of every record; call the variable otherwise");
                continue;
            }

            if (Specs(_problems).ValueOf(value, _variables) is { } expression)
            {
                read.Add(new(name, expression));
                _variables.Add(name);
            }
        }

        return [.. read];
    }

    private Expr[] Identity(YamlNode node) =>
        [.. (node is YamlSequenceNode list ? list.Children : [node]).Select(part => Specs(_problems).ValueOf(part, _variables)).OfType<Expr>()];

    private ActorRule Actor(YamlNode? node)
    {
        if (node is null)
        {
            return new();
        }

        var map = new YamlMap(node, _problems);
        var actor = new ActorRule
        {
            Id = Value(map, "id"),
            Type = Value(map, "type"),
            Name = Value(map, "name"),
            Account = Value(map, "account"),
            Session = Value(map, "session"),
            Issuer = Value(map, "issuer"),
            Credential = Value(map, "credential"),
            SourceIdentity = Value(map, "sourceIdentity"),
            Mfa = Value(map, "mfa"),
            InvokedBy = Value(map, "invokedBy"),
            OnBehalfOf = Value(map, "onBehalfOf"),
            UniqueId = Value(map, "unique"),
            Federation = Value(map, "federation"),
        };
        map.NoOther();
        return actor;
    }

    private OutcomeRule? Outcome(YamlNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node is YamlScalarNode)
        {
            _problems.Add(node, "`outcome` needs `of` and lists of values: `success`, `denied`, `failure`, `throttled`, `unknown`");
            return null;
        }

        var map = new YamlMap(node, _problems);
        var of = Value(map, "of");
        var rule = of is null ? null : new OutcomeRule(
            of, [.. Texts(map, "success")], [.. Texts(map, "denied")], [.. Texts(map, "failure")], [.. Texts(map, "throttled")], [.. Texts(map, "unknown")],
            Named(map, "otherwise", Model.Events.Outcome.Failure), Named(map, "absent", Model.Events.Outcome.Unknown));
        map.NoOther();
        return rule;
    }

    // `azure(rec.resourceId)`, or with a role before it: `container: …`.
    private IEnumerable<TargetSpec> Target(YamlNode node)
    {
        var (role, at) = node is YamlMappingNode map && map.Children.Count == 1
            ? (YamlMap.Text(map.Children[0].Key), map.Children[0].Value)
            : (string.Empty, node);
        if (!Enum.TryParse<TargetRole>(role.Length == 0 ? "related" : role, ignoreCase: true, out var parsed))
        {
            _problems.Add(node, $"`{role}` is no role; allowed: primary, related, container, mentioned");
            yield break;
        }

        if (Specs(_problems).Ref(at, YamlMap.Text(at), _variables) is { } reference)
        {
            yield return new(parsed, reference);
        }
    }

    private IEnumerable<MappingCase> Case(YamlNode node)
    {
        var map = new YamlMap(node, _problems);
        var record = map.TakeText("record");
        var gives = map.Take("gives");
        map.NoOther();
        if (record is null || gives is not YamlMappingNode)
        {
            _problems.Add(node, "a case needs `record` (JSON text) and `gives` (fields and their values)");
            yield break;
        }

        yield return new(node.Start.Line, record, [.. new YamlMap(gives, _problems).All.Select(static pair => KeyValuePair.Create(pair.Key, YamlMap.Text(pair.Value)))]);
    }

    private Expr? Value(YamlMap map, string key) => map.Take(key) is { } node ? Specs(_problems).ValueOf(node, _variables) : null;

    private static ImmutableArray<string> Texts(YamlMap map, string key) => [.. map.TakeList(key).Select(YamlMap.Text)];

    private T Named<T>(YamlMap map, string key, T absent = default)
        where T : struct, Enum
    {
        var text = map.TakeText(key);
        if (text is null)
        {
            return absent;
        }

        if (!Enum.TryParse<T>(text, ignoreCase: true, out var value) || int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            _problems.Add(map.Line, $"`{key}: {text}`; allowed: {string.Join(", ", Enum.GetNames<T>())}");
        }

        return value;
    }
}
