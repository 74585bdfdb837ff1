using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace OrleansTwin.Access.Policies;

/// <summary>
/// A policy compiled for many decisions. Statements are found through an index by exact action, by service, and
/// those that may speak of every service; the answer for an action is remembered (bounded), which changes speed only.
/// </summary>
public sealed class CompiledPolicy
{
    /// <summary>Most actions whose statement list is remembered.</summary>
    public const int RememberedActionsMax = 512;

    private readonly ImmutableArray<CompiledStatement> _statements;
    private readonly Dictionary<string, List<int>> _byAction = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byService = new(StringComparer.Ordinal);
    private readonly List<int> _everyService = [];
    private readonly ConcurrentDictionary<string, StatementList> _remembered = new(StringComparer.Ordinal);

    private CompiledPolicy(string name, PolicyDocument document)
    {
        Name = name;
        Document = document;
        _statements = [.. document.Statements.Select(s => new CompiledStatement(s, document.AllowsVariables))];
        for (var i = 0; i < _statements.Length; i++)
        {
            Index(i, _statements[i]);
        }
    }

    /// <summary>How reasons name this policy.</summary>
    public string Name { get; }

    public PolicyDocument Document { get; }

    public static CompiledPolicy Compile(string name, PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(document);
        return new CompiledPolicy(name, document);
    }

    /// <summary>The statements whose Action or NotAction takes this action, in document order.</summary>
    internal CompiledStatement[] StatementsFor(string actionLower) => ListFor(actionLower).All;

    /// <summary>The same with its resource index.</summary>
    internal StatementList ListFor(string actionLower)
    {
        if (_remembered.TryGetValue(actionLower, out var found))
        {
            return found;
        }

        var hits = new SortedSet<int>(_everyService);
        if (_byAction.TryGetValue(actionLower, out var exact))
        {
            hits.UnionWith(exact);
        }

        var colon = actionLower.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _byService.TryGetValue(actionLower[..colon], out var service))
        {
            hits.UnionWith(service);
        }

        found = new StatementList([.. hits.Select(i => _statements[i]).Where(s => s.MatchesAction(actionLower))]);
        if (_remembered.Count < RememberedActionsMax)
        {
            _remembered.TryAdd(actionLower, found);
        }

        return found;
    }

    internal ImmutableArray<CompiledStatement> Statements => _statements;

    private void Index(int index, CompiledStatement statement)
    {
        if (statement.Source.IsNotAction)
        {
            _everyService.Add(index);
            return;
        }

        foreach (var action in statement.Actions)
        {
            var text = action.Compiled;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (action.IsLiteral)
            {
                Add(_byAction, text, index);
            }
            else if (colon > 0 && !text.AsSpan(0, colon).ContainsAny(Glob.Any, Glob.One))
            {
                Add(_byService, text[..colon], index);
            }
            else
            {
                _everyService.Add(index);
            }
        }
    }

    private static void Add(Dictionary<string, List<int>> index, string key, int value)
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        if (list.Count == 0 || list[^1] != value)
        {
            list.Add(value);
        }
    }
}
