namespace OrleansTwin.Access.Policies;

/// <summary>
/// The statements of one policy for one action. Long lists have an index by the literal beginning of their resource
/// patterns: for each length that occurs, one look-up finds the statements whose pattern begins as the resource does.
/// </summary>
internal sealed class StatementList
{
    /// <summary>Lists up to this length are walked.</summary>
    public const int WalkedMax = 12;

    private readonly CompiledStatement[] _anyResource;
    private readonly int[] _lengths = [];
    private readonly Dictionary<string, CompiledStatement[]>.AlternateLookup<ReadOnlySpan<char>> _byPrefix;

    public StatementList(CompiledStatement[] all)
    {
        All = all;
        _anyResource = all;
        if (all.Length <= WalkedMax)
        {
            return;
        }

        var prefixes = new Dictionary<string, List<CompiledStatement>>(StringComparer.Ordinal);
        var anyResource = new List<CompiledStatement>();
        foreach (var statement in all)
        {
            var own = statement.ResourcePrefixes();
            if (own.Contains(""))
            {
                anyResource.Add(statement);
                continue;
            }

            foreach (var prefix in own)
            {
                if (!prefixes.TryGetValue(prefix, out var list))
                {
                    prefixes[prefix] = list = [];
                }

                list.Add(statement);
            }
        }

        _anyResource = [.. anyResource];
        _lengths = [.. prefixes.Keys.Select(p => p.Length).Distinct().Order()];
        _byPrefix = prefixes.ToDictionary(p => p.Key, p => p.Value.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public CompiledStatement[] All { get; }

    /// <summary>How many groups <see cref="Group"/> answers for.</summary>
    public int Groups => 1 + _lengths.Length;

    /// <summary>Candidates for this resource; a statement with several patterns may come more than once.</summary>
    public CompiledStatement[] Group(int index, string resource)
    {
        if (index == 0)
        {
            return _anyResource;
        }

        var length = _lengths[index - 1];
        return length <= resource.Length && _byPrefix.TryGetValue(resource.AsSpan(0, length), out var found) ? found : [];
    }
}
