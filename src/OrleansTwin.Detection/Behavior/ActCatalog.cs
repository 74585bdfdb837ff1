using System.Collections.Frozen;
using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OrleansTwin.Detection.Behavior;

/// <summary>The acts of <c>acts.yml</c>, found by action: an exact name first, else the longest prefix.</summary>
public sealed class ActCatalog
{
    private const string DefaultResource = "OrleansTwin.Detection.Behavior.acts.yml";

    private static readonly Lazy<ActCatalog> LazyDefault = new(static () =>
        Load(EmbeddedText.Read(DefaultResource)) is { Catalog: { } catalog } ? catalog : throw new InvalidOperationException("the embedded acts.yml is broken"));

    private readonly FrozenDictionary<string, Act> _exact;
    private readonly ImmutableArray<(string Prefix, Act Act)> _prefixes;

    private ActCatalog(IEnumerable<(string Action, Act Act)> acts)
    {
        var all = acts.ToLookup(static pair => pair.Action.EndsWith('*'));
        _exact = all[false].DistinctBy(static pair => pair.Action).ToFrozenDictionary(static pair => pair.Action, static pair => pair.Act, StringComparer.Ordinal);
        _prefixes = [.. all[true].Select(static pair => (pair.Action[..^1], pair.Act)).OrderByDescending(static pair => pair.Item1.Length)];
        Acts = [.. _exact.Values.Concat(_prefixes.Select(static pair => pair.Act)).Distinct().OrderBy(static act => act.Technique, StringComparer.Ordinal)];
    }

    public static ActCatalog Default => LazyDefault.Value;

    /// <summary>Distinct acts, by technique.</summary>
    public ImmutableArray<Act> Acts { get; }

    /// <summary>The act of an action (<c>service:Action</c>), or null where it brings nothing about that is worth a look.</summary>
    public Act? Of(string action)
    {
        if (_exact.TryGetValue(action, out var exact))
        {
            return exact;
        }

        foreach (var (prefix, act) in _prefixes)
        {
            if (action.StartsWith(prefix, StringComparison.Ordinal))
            {
                return act;
            }
        }

        return null;
    }

    /// <summary>The catalogue of a text, or all its problems.</summary>
    public static (ActCatalog? Catalog, IReadOnlyList<BehaviorProblem> Problems) Load(string text)
    {
        try
        {
            var file = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<File?>(text) ?? new();
            var problems = file.Problems().ToList();
            return problems.Count > 0
                ? (null, problems)
                : (new(file.Acts.SelectMany(static entry => entry.Actions.Select(action => (action, new Act(entry.Technique, entry.Tactic))))), []);
        }
        catch (YamlException exception)
        {
            return (null, [new(FormattableString.Invariant($"line {exception.Start.Line}, column {exception.Start.Column}"), (exception.InnerException ?? exception).Message)]);
        }
    }

    private sealed class File
    {
        private const int VersionKnown = 1;

        public int Version { get; set; }

        public List<Entry> Acts { get; set; } = [];

        public IEnumerable<BehaviorProblem> Problems()
        {
            if (Version != VersionKnown)
            {
                yield return new("version", $"`{Version}`; this release reads version {VersionKnown}");
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in Acts)
            {
                if (entry.Technique.Length == 0 || entry.Tactic.Length == 0 || entry.Actions.Count == 0)
                {
                    yield return new("acts", $"`{entry.Technique}`: technique, tactic and actions are needed");
                }

                foreach (var action in entry.Actions.Where(action => !action.Contains(':', StringComparison.Ordinal) || !seen.Add(action)))
                {
                    yield return new($"acts[{entry.Technique}]", $"`{action}` stands twice or is no `service:Action`");
                }
            }
        }
    }

    private sealed class Entry
    {
        public string Technique { get; set; } = string.Empty;

        public string Tactic { get; set; } = string.Empty;

        public List<string> Actions { get; set; } = [];
    }
}
