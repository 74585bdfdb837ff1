using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Paths;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// The world that a twin folded from logs knows as of a position. Identities as far as they were seen (what was not stands as a policy not
/// read), stores with their policies; steps over the network are those of the twin's own exposure, so edits of the network find no network
/// to change and are named as not decided.
/// </summary>
public static class TwinWorldStage
{
    public static AttackWorld Of(EstateAsOf estate, ImpactContext context)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(context);
        var accounts = estate.Estate.All.Select(static id => id.AccountOf()).Where(static a => a.Length == 12).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(account => EstateSnapshotStage.Of(account, estate)).Where(static a => !a.Users.IsEmpty || !a.Roles.IsEmpty).ToImmutableArray();
        var stores = AbilityKnowledge.Default.Stores.SelectMany(kind => estate.OfType(kind.Type)).Distinct().Order().Select(id => Store(id, estate)).ToImmutableArray();
        var policies = ImmutableDictionary.CreateBuilder<string, LayerPolicies>(StringComparer.Ordinal);
        foreach (var id in stores.Select(static s => new EntityId(s.Arn)).Concat(estate.OfType("AWS::Lambda::Function")))
        {
            if (PolicyOf(id, estate) is { } policy)
            {
                policies[id.Value] = policy;
            }
        }

        var drawn = AdjacencyStage.Of(estate, context);
        return new()
        {
            Snapshot = new(accounts, policies.ToImmutable(), []) { Stores = stores },
            Jewels = context.Jewels,
            OwnAccounts = [.. context.OwnAccounts],
            Given = [.. Enumerable.Range(0, drawn.EdgeCount).Select(drawn.Edge).Where(static e => e.Kind == "network")],
        };
    }

    private static SnapshotStore Store(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var tags = view.Attribute("tags") is { } attribute ? attribute.Elements.Select(static t => KeyValuePair.Create(t.Key, JsonText.Plain(t.Value) ?? string.Empty)) : [];
        return new(id.Value, view.Account ?? (id.AccountOf() is { Length: > 0 } account ? account : null), ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, tags))
        {
            PublicAccessSeen = view.Type == "AWS::S3::Bucket" ? view.IsKnown("publicAccessBlock") || view.CreatedAt is not null : null,
        };
    }

    private static LayerPolicies? PolicyOf(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var rule = ImpactKnowledge.Default.Rules.FirstOrDefault(rule => rule.Decide == "resourcePolicy" && rule.Attribute is not null && rule.Types.Contains(view.Type));
        if (rule is null || view.Attribute(rule.Attribute!) is not { } attribute)
        {
            return null;
        }

        var name = $"policy of {id.Value}";
        if (!attribute.Known)
        {
            return LayerPolicies.NotSeen(name);
        }

        return attribute.Value is null ? null
            : PolicyShape.Document(attribute.Value) is { } text && PolicyReader.Read(text).Document is { } document ? LayerPolicies.Of(CompiledPolicy.Compile(name, document))
            : LayerPolicies.NotSeen(name);
    }
}
