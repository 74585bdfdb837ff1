using OrleansTwin.Access.Abilities;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Paths;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// What somebody outside of the estate reaches by a policy that names it, or everybody: roles, stores, functions with a URL. Whoever controls
/// another account decides on its own policies, so only the estate's side is weighed.
/// </summary>
internal static class OutsideEdges
{
    private const string InvokeUrl = "lambda:InvokeFunctionUrl";

    public static IEnumerable<PathEdge> Of(AttackWorld world, IReadOnlyList<AccountDrawing> accounts)
    {
        var own = accounts.Select(static a => a.Access.Snapshot.Account).Concat(world.OwnAccounts).ToHashSet(StringComparer.Ordinal);
        return accounts.SelectMany(a => Roles(a.Access, own)).Concat(accounts.SelectMany(a => Functions(world, a.Access))).Concat(world.Snapshot.Stores.SelectMany(s => Stores(world, s, accounts, own)));
    }

    private static IEnumerable<PathEdge> Roles(AccountAccess access, HashSet<string> own)
    {
        var outside = new OutsidePrincipals(access);
        foreach (var role in access.Snapshot.Roles.Where(static r => r.Trust is not null))
        {
            var trust = LayerPolicies.Of(role.Trust!);
            foreach (var (principal, action, _) in outside.Questions(trust, role.Arn, null, role.Arn).Where(q => Outside(q.Principal, own) && q.Action.StartsWith("sts:Assume", StringComparison.OrdinalIgnoreCase)))
            {
                if (Ask(principal, action, role.Arn, access.Snapshot.Account, access.Snapshot, trust) is { Certainty: not AccessCertainty.Never } decision)
                {
                    yield return Edge(principal, new(role.Arn), "assume", $"the trust policy of {role.Name} names it", decision, []);
                }
            }
        }
    }

    private static IEnumerable<PathEdge> Functions(AttackWorld world, AccountAccess access)
    {
        foreach (var function in access.Snapshot.Workloads.Where(static w => w.Attributes.GetValueOrDefault(WorkloadLists.FunctionUrlAuth) == "NONE"))
        {
            if (world.Snapshot.ResourcePolicies.GetValueOrDefault(function.Arn) is not { } policy)
            {
                yield return new(AttackNodes.Internet, new(function.Arn), "network", "its URL asks for no credentials", Certainty.NotDecidable, EdgeCost.Unsure) { Assumes = [$"the policy of {function.Arn}, which was not seen, allows {InvokeUrl} to anybody"] };
                continue;
            }

            var context = RequestContext.Create([.. PrincipalContext.Derive(RequestPrincipal.Anonymous, access.Snapshot.Account), KeyValuePair.Create("lambda:FunctionUrlAuthType", ContextValue.Of("NONE"))], complete: false);
            var set = new PolicySet { Resource = policy, ResourceControl = access.Snapshot.ResourceControl, ResourceInManagementAccount = access.Snapshot.IsManagementAccount };
            var decision = AccessDecider.Decide(set, AccessRequest.Of(RequestPrincipal.Anonymous, InvokeUrl, function.Arn, access.Snapshot.Account, context));
            if (decision.Certainty != AccessCertainty.Never)
            {
                yield return Edge(RequestPrincipal.Anonymous, new(function.Arn), "network", "its URL asks for no credentials", decision, []);
            }
        }
    }

    private static IEnumerable<PathEdge> Stores(AttackWorld world, SnapshotStore store, IReadOnlyList<AccountDrawing> accounts, HashSet<string> own)
    {
        if (world.Snapshot.ResourcePolicies.GetValueOrDefault(store.Arn) is not { } policy || accounts.Count == 0 || AbilityCatalogue.Bundled.KindOf(store.Arn) is not { } kind)
        {
            yield break;
        }

        var home = accounts.FirstOrDefault(a => a.Access.Snapshot.Account == store.Account) ?? accounts[0];
        var principals = policy.Policies.SelectMany(static p => p.Document.Statements).Where(static s => s.Effect == PolicyEffect.Allow && s.Principal is not null)
            .SelectMany(s => s.Principal!.Negated ? [RequestPrincipal.Anonymous] : s.Principal.Entries.Select(static e => Parsed(e))).OfType<RequestPrincipal>()
            .Where(p => Outside(p, own)).DistinctBy(static p => p.Id).OrderBy(static p => p.Id, StringComparer.Ordinal);
        foreach (var principal in principals)
        {
            var held = kind.Sets.Where(static set => set.Name != "list").Select(set => (set.Name, Decision: set.Actions
                    .Select(action => Ask(principal, action, set.Asks.Replace("{arn}", store.Arn, StringComparison.Ordinal), store.Account ?? home.Access.Snapshot.Account, home.Access.Snapshot, policy))
                    .MaxBy(static d => d.Certainty)!))
                .Where(static h => h.Decision.Certainty != AccessCertainty.Never).ToList();
            if (held.Count == 0)
            {
                continue;
            }

            var best = held.Max(static h => h.Decision.Certainty);
            var names = string.Join(", ", held.Where(h => h.Decision.Certainty == best).Select(static h => h.Name));
            string[] unseen = store.PublicAccessSeen == false && principal.Kind == RequestPrincipalKind.Anonymous ? [$"block public access of {store.Arn}, which was not seen, is off"] : [];
            yield return Edge(principal, new(store.Arn), "store", $"{names} by its own policy", held.First(h => h.Decision.Certainty == best).Decision, unseen);
        }
    }

    private static RequestPrincipal? Parsed(PrincipalEntry entry) => entry.Kind == PrincipalEntryKind.Everyone || (entry.Kind == PrincipalEntryKind.Aws && entry.Value == "*") ? RequestPrincipal.Anonymous
        : entry.Kind is PrincipalEntryKind.Aws && RequestPrincipal.TryParse(entry.Value, out var principal) ? principal : null;

    private static bool Outside(RequestPrincipal principal, HashSet<string> own) =>
        principal.Kind != RequestPrincipalKind.Service && (principal.Account is null || !own.Contains(principal.Account) || principal.Kind == RequestPrincipalKind.Federated);

    private static AccessDecision Ask(RequestPrincipal principal, string action, string resource, string owner, AccountSnapshot home, LayerPolicies policy)
    {
        var set = new PolicySet
        {
            Identity = LayerPolicies.Of(AllowAll),
            Resource = policy,
            ResourceControl = home.ResourceControl,
            ResourceInManagementAccount = home.IsManagementAccount,
        };
        return AccessDecider.Decide(set, AccessRequest.OfPattern(principal, action, resource, owner, RequestContext.Create(PrincipalContext.Derive(principal, owner), complete: false)));
    }

    private static PathEdge Edge(RequestPrincipal principal, EntityId to, string kind, string via, AccessDecision decision, string[] unseen)
    {
        var from = principal.Kind switch
        {
            RequestPrincipalKind.Anonymous => AttackNodes.Internet,
            RequestPrincipalKind.Root => EntityId.Account(principal.Account!),
            _ => new EntityId(principal.Id),
        };
        var certainty = EdgeCost.CertaintyOf(decision.Certainty);
        certainty = certainty == Certainty.Certain && unseen.Length > 0 ? Certainty.Possible : certainty;
        var open = decision.Certainty == AccessCertainty.Unknown ? decision.Missing : decision.Conditions;
        return new(from, to, kind, via, certainty, certainty == Certainty.Certain ? EdgeCost.Sure : EdgeCost.Unsure)
        {
            Assumes = certainty == Certainty.Certain ? default : open.Concat(unseen).Distinct(StringComparer.Ordinal).ToValueArray(),
        };
    }

    private static CompiledPolicy AllowAll { get; } = CompiledPolicy.Compile("policies of its own", PolicyReader.Read("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""").Document!);
}
