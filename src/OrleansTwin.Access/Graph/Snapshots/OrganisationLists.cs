using System.Collections.Immutable;
using System.Text.Json;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Policies;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// The organisation tree and its control policies, from answers of AWS Organizations: <c>describe-organization</c>, <c>list-parents/CHILD</c>
/// or <c>list-accounts-for-parent/PARENT</c> and <c>list-organizational-units-for-parent/PARENT</c>, <c>describe-policy</c> (content),
/// <c>list-targets-for-policy/POLICY</c> or <c>list-policies-for-target/TARGET</c> (attachments). A policy whose content was not described
/// stands as not seen at its level; an account whose parents are not told gets one level that was not seen.
/// </summary>
internal sealed class OrganisationLists
{
    private const int LevelsMax = 16;
    private const string Service = "SERVICE_CONTROL_POLICY";
    private const string Resource = "RESOURCE_CONTROL_POLICY";

    private readonly SnapshotLists _lists;
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Type, LayerPolicies Layer)> _contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _attached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    private OrganisationLists(SnapshotLists lists) => _lists = lists;

    public static Organisation Read(SnapshotLists lists, IEnumerable<string> accounts) => new OrganisationLists(lists).Build(accounts);

    private Organisation Build(IEnumerable<string> accounts)
    {
        foreach (var item in _lists.Of(SnapshotLists.Single))
        {
            Tree(item);
            Policies(item);
        }

        var management = _lists.Of(SnapshotLists.Single).Select(static i => Nested(i.Element, "Organization", "MasterAccountId") ?? Nested(i.Element, "Organization", "ManagementAccountId")).FirstOrDefault(static id => id is not null);
        if (_attached.Count == 0)
        {
            return Organisation.NotSeen with { ManagementAccount = management };
        }

        var all = accounts.Where(account => account != management).ToList();
        return new(true, management, Levels(all, Service), Levels(all, Resource));
    }

    private void Tree(SnapshotItem item)
    {
        foreach (var parent in Items(item.Element, "Parents"))
        {
            if (item.Argument is { } child && Text(parent, "Id") is { } id)
            {
                _parents[child] = id;
            }
        }

        if (item.Argument is { } under && item.Call?.EndsWith("-for-parent", StringComparison.Ordinal) == true)
        {
            foreach (var child in Items(item.Element, "Accounts").Concat(Items(item.Element, "OrganizationalUnits")).Select(static e => Text(e, "Id")).OfType<string>())
            {
                _parents[child] = under;
            }
        }
    }

    private void Policies(SnapshotItem item)
    {
        if (item.Element.TryGetProperty("Policy", out var policy) && policy.ValueKind == JsonValueKind.Object && Nested(policy, "PolicySummary", "Id") is { } id && Text(policy, "Content") is { } content)
        {
            var name = Nested(policy, "PolicySummary", "Name") ?? id;
            var read = PolicyReader.Read(content);
            _contents[id] = (Nested(policy, "PolicySummary", "Type") ?? Service, read.Document is { } document ? LayerPolicies.Of(CompiledPolicy.Compile(name, document)) : LayerPolicies.NotSeen(name));
        }

        if (item.Argument is not { } argument)
        {
            return;
        }

        foreach (var target in Items(item.Element, "Targets").Select(static t => Text(t, "TargetId")).OfType<string>())
        {
            Attach(target, argument);
        }

        if (item.Call?.EndsWith("list-policies-for-target", StringComparison.Ordinal) == true)
        {
            foreach (var attached in Items(item.Element, "Policies").Where(static p => Text(p, "Id") is not null))
            {
                _types[Text(attached, "Id")!] = Text(attached, "Type") ?? Service;
                Attach(argument, Text(attached, "Id")!);
            }
        }
    }

    private void Attach(string target, string policy)
    {
        if (!_attached.TryGetValue(target, out var policies))
        {
            _attached[target] = policies = new(StringComparer.Ordinal);
        }

        policies.Add(policy);
    }

    private ImmutableSortedDictionary<string, ImmutableArray<OrganizationLevel>> Levels(IEnumerable<string> accounts, string type)
    {
        var levels = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<OrganizationLevel>>(StringComparer.Ordinal);
        if (!_contents.Values.Select(static c => c.Type).Concat(_types.Values).Contains(type))
        {
            return levels.ToImmutable();
        }

        foreach (var account in accounts)
        {
            var chain = Chain(account);
            levels[account] = chain.Count < 2
                ? [new("organisation", LayerPolicies.NotSeen($"control policies over {account}: its parents were not in the snapshot"))]
                : [.. chain.Select(node => new OrganizationLevel(node, Layer(node, type))).Where(static level => !level.Policies.IsEmpty)];
        }

        return levels.ToImmutable();
    }

    /// <summary>Root first, the account last.</summary>
    private List<string> Chain(string account)
    {
        var chain = new List<string> { account };
        while (chain.Count < LevelsMax && _parents.TryGetValue(chain[^1], out var parent) && !chain.Contains(parent))
        {
            chain.Add(parent);
        }

        chain.Reverse();
        return chain;
    }

    private LayerPolicies Layer(string node, string type)
    {
        var layer = LayerPolicies.None;
        foreach (var id in _attached.GetValueOrDefault(node) ?? [])
        {
            if (!_contents.TryGetValue(id, out var content))
            {
                var listed = _types.GetValueOrDefault(id, Service);
                layer = listed != type ? layer
                    : id is "p-FullAWSAccess" or "p-RCPFullAWSAccess" ? layer with { Policies = layer.Policies.Add(All) }
                    : layer with { Unseen = layer.Unseen.Add($"control policy {id} on {node}") };
            }
            else if (content.Type == type)
            {
                layer = new(layer.Policies.AddRange(content.Layer.Policies), layer.Unseen.AddRange(content.Layer.Unseen));
            }
        }

        return layer;
    }

    /// <summary>AWS's own policy of that id (AWS Organizations, "FullAWSAccess").</summary>
    private static CompiledPolicy All { get; } = CompiledPolicy.Compile("FullAWSAccess", PolicyReader.Read("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""").Document!);
}
