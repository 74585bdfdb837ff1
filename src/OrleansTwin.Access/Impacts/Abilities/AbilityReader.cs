using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// Reads what an entity can do as of a position. Steps: whom it acts as, that principal's policies, then every ability of
/// <c>stores.yaml</c> asked on a resource that does not exist (so the answer holds for every one) and on each known store.
/// What rests on an unseen policy is unknown, whatever the seen ones say.
/// </summary>
internal sealed class AbilityReader(EstateAsOf estate, StoreShelf shelf, JudgeCache judge)
{
    private const string DefaultRegion = "us-east-1";

    private readonly Dictionary<EntityId, PrincipalPolicies> _policies = [];
    private readonly Dictionary<(string Here, string? There), AbilitySet> _sets = [];

    public EstateAsOf Estate { get; } = estate;

    public StoreShelf Shelf { get; } = shelf;

    /// <param name="other">
    /// Where given, what the entity's policies have no say in, here and there, is left out: the stores decide it alone, and alike.
    /// Only for an entity that acts as the same principals in both, and where both hold the same stores.
    /// </param>
    public AbilitySet Of(EntityId entity, AbilityReader? other = null)
    {
        var sets = new List<(AbilitySet Set, IReadOnlyList<string> Via)>();
        foreach (var chain in RunAsStage.Of(entity, Estate))
        {
            sets.Add((chain.Principal is { } principal ? OfPrincipal(principal, other) : AbilitySet.Nothing with { Unseen = [chain.Unseen!] }, chain.Via));
        }

        return AbilityUnion.Of(sets);
    }

    /// <summary>One ability of an entity over one store, without reading the others.</summary>
    public Judgement On(EntityId entity, KnownStore store, StoreAbility ability)
    {
        var best = Judgement.No;
        foreach (var chain in RunAsStage.Of(entity, Estate))
        {
            if (chain.Principal is { } principal)
            {
                best = AbilityUnion.Better(best, AbilityUnion.Prefixed(Ask(PoliciesOf(principal), store, ability), chain.Via));
            }
        }

        return best;
    }

    public PrincipalPolicies PoliciesOf(EntityId principal)
    {
        if (!_policies.TryGetValue(principal, out var policies))
        {
            _policies[principal] = policies = PrincipalPoliciesStage.Of(principal, Estate, judge.Judge);
        }

        return policies;
    }

    private AbilitySet OfPrincipal(EntityId principal, AbilityReader? other)
    {
        var policies = PoliciesOf(principal);
        var there = other?.PoliciesOf(principal) is { } others && others.Bounds(policies) ? others : null;
        var key = (policies.Fingerprint, there?.Fingerprint);
        if (!_sets.TryGetValue(key, out var known))
        {
            _sets[key] = known = Compute(policies, there);
        }

        return known;
    }

    private AbilitySet Compute(PrincipalPolicies policies, PrincipalPolicies? there)
    {
        var ranges = new Dictionary<(string, string), StoreRange>();
        foreach (var kind in policies.Present ? AbilityKnowledge.Default.Stores : [])
        {
            foreach (var ability in kind.Abilities)
            {
                var touch = TouchOf(policies, ability);
                if (touch == PolicyTouch.None && there is not null && TouchOf(there, ability) == PolicyTouch.None)
                {
                    continue;
                }

                var range = touch.HasFlag(PolicyTouch.Allow) ? Range(policies, kind, ability) : RangeOfPolicies(policies, kind, ability);
                if (range.Every.Verdict != Verdict.No || range.Each.Count > 0)
                {
                    ranges[(kind.Type, ability.Can)] = range;
                }
            }
        }

        var powers = new Dictionary<string, Judgement>(StringComparer.Ordinal);
        foreach (var power in AbilityKnowledge.Default.Powers)
        {
            var judgement = policies.Identity.Count == 0 ? Judgement.No : PowerOf(policies, power);
            if (judgement.Verdict != Verdict.No)
            {
                powers[power.Can] = judgement;
            }
        }

        return new(ranges, powers, policies.Unseen);
    }

    private PolicyTouch TouchOf(PrincipalPolicies policies, StoreAbility ability) =>
        ability.Any.Aggregate(PolicyTouch.None, (touch, action) => touch | judge.Touch(policies, action));

    /// <summary>No policy of the principal can allow it anywhere: only stores with a policy of their own are asked.</summary>
    private StoreRange RangeOfPolicies(PrincipalPolicies policies, StoreKind kind, StoreAbility ability)
    {
        var each = new Dictionary<EntityId, Judgement>();
        foreach (var store in Shelf.WithPolicy(kind, policies.Principal, judge.Judge))
        {
            var judgement = Ask(policies, store, ability);
            if (judgement.Verdict != Verdict.No)
            {
                each[store.Id] = judgement;
            }
        }

        return new(kind, ability.Can, string.Empty, Judgement.No, each);
    }

    private StoreRange Range(PrincipalPolicies policies, StoreKind kind, StoreAbility ability)
    {
        var stores = Shelf.Of(kind);
        var region = stores.Select(static store => Arn.TryParse(store.Id.Value, out var arn) ? arn.Region : string.Empty).FirstOrDefault(static r => r.Length > 0) ?? DefaultRegion;
        var probe = Fill(kind.Pattern, policies, region).Replace("{name}", AbilityKnowledge.Default.Probe, StringComparison.Ordinal);
        var every = policies.Identity.Count == 0 ? Judgement.No : Ask(policies, new(new(probe), kind, policies.Account, null), ability);
        var each = new Dictionary<EntityId, Judgement>();
        foreach (var store in stores)
        {
            var judgement = Ask(policies, store, ability);
            if (judgement.Verdict != Verdict.No)
            {
                each[store.Id] = judgement;
            }
        }

        return new(kind, ability.Can, Fill(kind.Pattern, policies, region).Replace("{name}", "*", StringComparison.Ordinal), every, each);
    }

    private Judgement Ask(PrincipalPolicies policies, KnownStore store, StoreAbility ability)
    {
        var view = Estate.View(store.Id);
        var attribute = store.Kind.Policy is { } path ? view.Attribute(path) : null;
        var document = attribute is null ? null : StoreDocument.Of(view, store.Kind.Policy!);
        if (!policies.Present || (policies.Identity.Count == 0 && document?.Json is null))
        {
            return Judgement.No;
        }

        var resourcePolicy = document?.As($"the policy of {EntityNames.Of(store.Id, Estate)}");
        var resource = ability.On.Replace("{arn}", store.Id.Value, StringComparison.Ordinal).Replace("{probe}", AbilityKnowledge.Default.Probe, StringComparison.Ordinal);
        var best = Judgement.No;
        foreach (var action in ability.Any)
        {
            best = AbilityUnion.Better(best, Decide(policies, action, resource, store.Account, resourcePolicy));
            if (best.Verdict == Verdict.Always)
            {
                break;
            }
        }

        if (best.Verdict > Verdict.Unknown && resourcePolicy is null && (store.Kind.PolicyRequired || attribute is { Known: false, IsSet: false }))
        {
            return best with { Verdict = Verdict.Unknown, Assumes = [.. best.Assumes, $"that the policy of {EntityNames.Of(store.Id, Estate)}, which is not known, leaves it to the identity's policies"] };
        }

        return best;
    }

    private Judgement PowerOf(PrincipalPolicies policies, Power power)
    {
        Judgement? weakest = null;
        foreach (var ask in power.All)
        {
            var judgement = Decide(policies, ask.Action, Target(ask, policies), policies.Account, null);
            weakest = weakest is null || judgement.Verdict < weakest.Verdict ? judgement : weakest;
            if (judgement.Verdict == Verdict.No)
            {
                return Judgement.No;
            }
        }

        if (power.Any.Count == 0)
        {
            return weakest ?? Judgement.No;
        }

        var best = Judgement.No;
        foreach (var ask in power.Any)
        {
            best = AbilityUnion.Better(best, Decide(policies, ask.Action, Target(ask, policies), policies.Account, null));
            if (best.Verdict == Verdict.Always)
            {
                break;
            }
        }

        return weakest is not null && weakest.Verdict < best.Verdict ? weakest : best;
    }

    private Judgement Decide(PrincipalPolicies policies, string action, string resource, string? resourceAccount, (PolicyText Text, ulong Print)? resourcePolicy)
    {
        var judgement = judge.Decide(
            policies.Fingerprint,
            resourcePolicy?.Print ?? 0,
            new(policies.Principal, policies.Account, action, resource, resourceAccount, policies.Identity, policies.Boundaries, resourcePolicy?.Text));
        return judgement.Verdict > Verdict.Unknown && policies.Unseen.Count > 0
            ? judgement with { Verdict = Verdict.Unknown, Assumes = [.. judgement.Assumes, .. policies.Unseen.Select(static unseen => $"that no unseen policy denies it: {unseen.Why}")] }
            : judgement;
    }

    private static string Target(ActionAsk ask, PrincipalPolicies policies) =>
        Fill(ask.On, policies, DefaultRegion).Replace("{probe}", AbilityKnowledge.Default.Probe, StringComparison.Ordinal);

    private static string Fill(string template, PrincipalPolicies policies, string region) =>
        template
            .Replace("{partition}", Arn.TryParse(policies.Principal.Value, out var arn) ? arn.Partition : "aws", StringComparison.Ordinal)
            .Replace("{region}", region, StringComparison.Ordinal)
            .Replace("{account}", policies.Account, StringComparison.Ordinal);
}
