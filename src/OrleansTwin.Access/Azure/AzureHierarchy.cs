using System.Text.Json;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Azure;

/// <summary>
/// Management groups up to the tenant's root. What lies above a subscription or group that was not told is not known; groups that are above
/// one another are a problem told, and above them nothing is known.
/// </summary>
internal sealed class AzureHierarchy
{
    private readonly Dictionary<string, string?> _parents = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string?> _subscriptions = new(StringComparer.OrdinalIgnoreCase);

    public static AzureHierarchy Read(JsonElement root, CaseProblems problems, AzureLimits limits)
    {
        var hierarchy = new AzureHierarchy();
        foreach (var (item, place) in problems.Objects(root, "managementGroups", "$", limits.HierarchyMax))
        {
            if (problems.Needed(item, "name", place) is { } name && !hierarchy._parents.TryAdd(Name(name), problems.Text(item, "parent", place) is { } parent ? Name(parent) : null))
            {
                problems.Add($"{place} management group `{CaseProblems.Shorten(name)}` stands twice");
            }
        }

        foreach (var (item, place) in problems.Objects(root, "subscriptions", "$", limits.HierarchyMax))
        {
            if (problems.Needed(item, "id", place) is { } id && !hierarchy._subscriptions.TryAdd(SubscriptionId(id), problems.Text(item, "managementGroup", place) is { } group ? Name(group) : null))
            {
                problems.Add($"{place} subscription `{CaseProblems.Shorten(id)}` stands twice");
            }
        }

        return hierarchy;
    }

    /// <summary>The management groups above (and of) a scope.</summary>
    public AzureLineage Above(AzureScope target, CaseProblems problems)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var at = target.ManagementGroup;
        if (at is null && target.Subscription is { } subscription)
        {
            if (!_subscriptions.TryGetValue(subscription, out at) || at is null)
            {
                return new AzureLineage(names, $"the management group of subscription {subscription}");
            }
        }

        while (at is not null)
        {
            if (!names.Add(at))
            {
                problems.Add($"$.managementGroups: `{CaseProblems.Shorten(at)}` lies above itself; allowed is a tree");
                return new AzureLineage(names, $"what lies above management group {at}");
            }

            if (!_parents.TryGetValue(at, out var parent))
            {
                return new AzureLineage(names, $"the parent of management group {at}");
            }

            at = parent;
        }

        return new AzureLineage(names, null);
    }

    private static string Name(string text) => AzureScope.TryParse(text)?.ManagementGroup ?? text.ToLowerInvariant();

    private static string SubscriptionId(string text) => AzureScope.TryParse(text)?.Subscription ?? text.ToLowerInvariant();
}
