using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTwin.Access.Decisions;
using static OrleansTwin.Access.Graph.Snapshots.SnapshotJson;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// A snapshot's identities: <c>get-account-authorization-details</c>, AWS Config items, or the single <c>list-*</c> and <c>get-*</c> answers
/// of IAM (<see cref="IamLists"/>), with the workloads and resource policies of the other files. Files may hold several accounts.
/// </summary>
public static class SnapshotReader
{
    private static readonly string[] Details = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    public static EstateSnapshot Read(SnapshotLists lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var accounts = Roots(lists).Select(root => AuthorizationDetailsReader.Read(root)).GroupBy(static s => s.Account, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal).Select(Merged).Where(static s => s.Account.Length > 0).ToList();
        var profiles = Profiles(lists, accounts);
        var (workloads, complete) = new WorkloadLists(lists, profiles).Read();
        var facts = new UserFacts(lists);
        var organisation = OrganisationLists.Read(lists, accounts.Select(static a => a.Account));
        var grants = GrantLists.Read(lists);
        var filled = accounts.Select(account => account with
        {
            Users = [.. account.Users.Select(facts.Fill)],
            Roles = [.. account.Roles.Select(role => role with { InstanceProfiles = [.. role.InstanceProfiles.Concat(profiles.Where(p => p.Value == role.Arn).Select(static p => p.Key)).Distinct(StringComparer.Ordinal)] })],
            Workloads = [.. workloads.Where(w => ArnPart(w.Arn, 4) is not { } owner || owner == "*" || owner == account.Account)],
            CompleteKinds = complete,
            ServiceControl = organisation.ServiceControl.GetValueOrDefault(account.Account, []),
            ResourceControl = organisation.ResourceControl.GetValueOrDefault(account.Account, []),
            IsManagementAccount = organisation.ManagementAccount == account.Account,
            KmsGrants = grants,
        }).ToImmutableArray();
        var buckets = new BucketAccess(lists);
        var stores = StoreLists.Read(lists, [.. accounts.Select(static a => a.Account)])
            .Select(store => IsBucket(store.Arn) ? store with { PublicAccessSeen = buckets.IsSeen(BucketOf(store.Arn), store.Account) } : store).ToImmutableArray();
        var policies = WithBuckets(ResourcePolicyLists.Read(lists), stores, buckets);
        return new(filled, policies, [.. lists.Problems, .. accounts.SelectMany(static a => a.Problems)])
        {
            Stores = stores,
            Organisation = organisation,
        };
    }

    private static ImmutableDictionary<string, LayerPolicies> WithBuckets(ImmutableDictionary<string, LayerPolicies> policies, ImmutableArray<SnapshotStore> stores, BucketAccess buckets)
    {
        foreach (var store in stores.Where(static s => IsBucket(s.Arn)))
        {
            if (buckets.Joined(BucketOf(store.Arn), store.Account, policies.GetValueOrDefault(store.Arn)) is { } joined)
            {
                policies = policies.SetItem(store.Arn, joined);
            }
        }

        return policies;
    }

    private static bool IsBucket(string arn) => ArnPart(arn, 2) == "s3";

    private static string BucketOf(string arn) => arn.Split(':', 6)[5];

    /// <summary>Objects of the form of the authorization details, one for each account.</summary>
    private static IEnumerable<JsonElement> Roots(SnapshotLists lists)
    {
        var byAccount = new SortedDictionary<string, Dictionary<string, JsonArray>>(StringComparer.Ordinal);
        foreach (var list in Details)
        {
            foreach (var item in lists.Of(list).Where(i => ArnPart(Text(i.Element, "Arn"), 2) == "iam" && (list != "Policies" || i.Element.TryGetProperty("PolicyVersionList", out _))))
            {
                Put(byAccount, list, item.Element, ArnPart(Text(item.Element, "Arn"), 4) ?? item.Account ?? "");
            }
        }

        foreach (var (list, element) in IamLists.Assemble(lists))
        {
            Put(byAccount, list, element, ArnPart(Text(element, "Arn"), 4) ?? "");
        }

        // Policies that AWS manages carry `aws` for an account; each account gets them.
        var shared = byAccount.GetValueOrDefault("aws");
        foreach (var (account, root) in byAccount.Where(static a => a.Key != "aws"))
        {
            foreach (var policy in shared?.GetValueOrDefault("Policies") ?? [])
            {
                Open(root, "Policies").Add(policy?.DeepClone());
            }

            yield return JsonSerializer.SerializeToElement(root);
        }
    }

    private static void Put(SortedDictionary<string, Dictionary<string, JsonArray>> byAccount, string list, JsonElement element, string account)
    {
        if (!byAccount.TryGetValue(account, out var root))
        {
            byAccount[account] = root = new(StringComparer.Ordinal);
        }

        Open(root, list).Add(JsonNode.Parse(element.GetRawText()));
    }

    private static JsonArray Open(Dictionary<string, JsonArray> root, string list)
    {
        if (!root.TryGetValue(list, out var items))
        {
            root[list] = items = [];
        }

        return items;
    }

    private static AccountSnapshot Merged(IGrouping<string, AccountSnapshot> parts) => parts.First() with
    {
        Users = [.. parts.SelectMany(static p => p.Users).DistinctBy(static u => u.Arn)],
        Groups = [.. parts.SelectMany(static p => p.Groups).DistinctBy(static g => g.Arn)],
        Roles = [.. parts.SelectMany(static p => p.Roles).DistinctBy(static r => r.Arn)],
        Policies = [.. parts.SelectMany(static p => p.Policies).DistinctBy(static p => p.Arn)],
        Problems = [.. parts.SelectMany(static p => p.Problems)],
    };

    /// <summary>Instance profile ARN to role ARN.</summary>
    private static Dictionary<string, string> Profiles(SnapshotLists lists, List<AccountSnapshot> accounts)
    {
        var profiles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in accounts.SelectMany(static a => a.Roles))
        {
            foreach (var profile in role.InstanceProfiles)
            {
                profiles[profile] = role.Arn;
            }
        }

        foreach (var profile in lists.Elements("InstanceProfiles"))
        {
            if (Text(profile, "Arn") is { } arn && Items(profile, "Roles").Select(static r => Text(r, "Arn")).FirstOrDefault(static r => r is not null) is { } role)
            {
                profiles[arn] = role;
            }
        }

        return profiles;
    }
}
