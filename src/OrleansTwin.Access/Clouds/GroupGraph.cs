using System.Text.Json;

namespace OrleansTwin.Access.Clouds;

/// <summary>
/// Groups with their members, nested to any depth; names without regard to case. Answers which groups hold a member: for certain, possibly
/// (through a group whose members are not known), or not. Groups that hold one another are a problem told, and no endless walk.
/// </summary>
internal sealed class GroupGraph
{
    private readonly HashSet<string> _listed = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _holders = new(StringComparer.OrdinalIgnoreCase);

    public static GroupGraph Empty { get; } = new();

    /// <summary>
    /// Reads <c>groups [{id, members [text or {id, type}]}]</c>. A group without <c>members</c>, or with a member of type Group that is
    /// not listed, may hold others.
    /// </summary>
    public static GroupGraph Read(JsonElement root, string idName, CaseProblems problems, int groupsMax, int membersMax, Func<string, string>? normal = null)
    {
        var graph = new GroupGraph();
        normal ??= static text => text;
        var nested = new List<(string Group, string Member)>();
        foreach (var (item, place) in problems.Objects(root, "groups", "$", groupsMax))
        {
            if (problems.Needed(item, idName, place) is not { } given)
            {
                continue;
            }

            var id = normal(given);
            if (!graph._listed.Add(id))
            {
                problems.Add($"{place} group `{CaseProblems.Shorten(id)}` stands twice; its members are taken together");
            }

            if (!CaseProblems.TryGet(item, "members", out _))
            {
                graph._open.Add(id);
                continue;
            }

            foreach (var (member, at) in problems.Items(item, "members", place, membersMax))
            {
                var name = member.ValueKind == JsonValueKind.String ? member.GetString() : problems.Needed(member, "id", at);
                if (name is null)
                {
                    continue;
                }

                graph.Add(normal(name), id);
                if (member.ValueKind == JsonValueKind.Object && string.Equals(problems.Text(member, "type", at), "Group", StringComparison.OrdinalIgnoreCase))
                {
                    nested.Add((id, normal(name)));
                }
            }
        }

        foreach (var (group, member) in nested.Where(n => !graph._listed.Contains(n.Member)))
        {
            graph._open.Add(group);
        }

        graph.TellCycle(problems);
        return graph;
    }

    /// <summary>The groups of a member.</summary>
    /// <param name="member">Who is asked for.</param>
    /// <param name="direct">Groups it is in, as told with the request.</param>
    public Membership Of(string member, IEnumerable<string> direct)
    {
        var certain = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Walk([member, .. direct], certain);
        certain.UnionWith(direct);
        var possible = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var open in _open.Where(o => !certain.Contains(o)))
        {
            possible.Add(open);
        }

        Walk([.. possible], possible);
        possible.ExceptWith(certain);
        return new Membership(certain, possible, _listed);
    }

    private void Walk(IEnumerable<string> from, HashSet<string> reached)
    {
        var queue = new Queue<string>(from);
        while (queue.TryDequeue(out var at))
        {
            foreach (var group in _holders.GetValueOrDefault(at) ?? [])
            {
                if (reached.Add(group))
                {
                    queue.Enqueue(group);
                }
            }
        }
    }

    private void Add(string member, string group)
    {
        if (!_holders.TryGetValue(member, out var groups))
        {
            _holders[member] = groups = [];
        }

        groups.Add(group);
    }

    /// <summary>Takes away groups that no remaining group is held by; what stays lies on a cycle or above one.</summary>
    private void TellCycle(CaseProblems problems)
    {
        var held = _listed.ToDictionary(static g => g, static _ => 0, StringComparer.OrdinalIgnoreCase);
        foreach (var group in _listed)
        {
            foreach (var holder in _holders.GetValueOrDefault(group) ?? [])
            {
                held[holder]++;
            }
        }

        var free = new Queue<string>(held.Where(static h => h.Value == 0).Select(static h => h.Key));
        var left = held.Count;
        while (free.TryDequeue(out var group))
        {
            left--;
            foreach (var holder in _holders.GetValueOrDefault(group) ?? [])
            {
                if (--held[holder] == 0)
                {
                    free.Enqueue(holder);
                }
            }
        }

        if (left > 0)
        {
            var first = held.Where(static h => h.Value > 0).Select(static h => h.Key).Order(StringComparer.Ordinal).First();
            problems.Add($"$.groups: groups hold one another, `{CaseProblems.Shorten(first)}` among them; each counts as a member of the others");
        }
    }
}
