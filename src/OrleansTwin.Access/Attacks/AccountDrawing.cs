using System.Collections.Immutable;
using System.Globalization;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Paths;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Attacks;

/// <summary>
/// One account's own steps: who is administrator, who acts as whom, who makes itself or another administrator. Administrators are drawn over
/// the one node "administrator of the account", which leads to every identity of it.
/// </summary>
internal sealed class AccountDrawing
{
    private const int ReasonsMax = 3;

    private static readonly Dictionary<string, string> Titles = EscalationRules.Bundled.ToDictionary(static r => r.Id, static r => r.Title, StringComparer.Ordinal);

    private readonly EntityId _administrator;

    public AccountDrawing(AccountAccess access)
    {
        Access = access;
        _administrator = AttackNodes.Administrator(access.Snapshot.Account);
        foreach (var identity in access.Identities)
        {
            Standing[identity.Arn] = AdminProbe.Standing(identity, access.Snapshot);
        }

        Edges = [.. Draw()];
    }

    public AccountAccess Access { get; }

    /// <summary>How surely each identity is administrator by its own policies.</summary>
    public Dictionary<string, AccessCertainty> Standing { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<PathEdge> Edges { get; }

    /// <summary>Identities whose way to a store is drawn over the administrator's node.</summary>
    public bool IsAdministrator(string arn) => Standing.GetValueOrDefault(arn) == AccessCertainty.Always;

    private IEnumerable<PathEdge> Draw()
    {
        var runner = new EscalationRuleRunner(Access, EscalationRules.Bundled);
        var all = Access.Identities.Select(static i => i.Arn).ToHashSet(StringComparer.Ordinal);
        foreach (var identity in Access.Identities)
        {
            var standing = Standing[identity.Arn];
            yield return new(_administrator, new(identity.Arn), "administers", "an administrator may act as anybody of the account", Certainty.Certain, EdgeCost.Sure);
            if (standing != AccessCertainty.Never)
            {
                yield return new(new(identity.Arn), _administrator, "administrator", "its own policies allow everything", EdgeCost.CertaintyOf(standing), standing == AccessCertainty.Always ? EdgeCost.Sure : EdgeCost.Unsure)
                {
                    Assumes = standing == AccessCertainty.Always ? default : ["the conditions of the policies that make it administrator"],
                };
            }

            if (standing == AccessCertainty.Always)
            {
                continue;
            }

            foreach (var edge in Joined(identity.Arn, runner.RaisingWays(identity, identity.Groups).Select(p => (To: _administrator, Path: p)))
                .Concat(Joined(identity.Arn, runner.WaysTo(identity, all).Select(static p => (To: new EntityId(p.To), Path: p)))))
            {
                yield return edge;
            }
        }
    }

    /// <summary>One step for each end and certainty, with its surest ways named.</summary>
    private static IEnumerable<PathEdge> Joined(string from, IEnumerable<(EntityId To, EscalationPath Path)> ways)
    {
        foreach (var group in ways.GroupBy(static w => w.To))
        {
            var best = group.Max(static w => w.Path.Certainty);
            var paths = group.Where(w => w.Path.Certainty == best).Select(static w => w.Path).OrderBy(static p => p.Method, StringComparer.Ordinal).ToList();
            var certainty = EdgeCost.CertaintyOf(best);
            var kind = paths.Exists(static p => p.Method.StartsWith("sts-", StringComparison.Ordinal)) ? "assume" : "escalate";
            var methods = paths.Select(static p => p.Method).Distinct(StringComparer.Ordinal).ToList();
            var named = methods.Take(ReasonsMax).Select(static m => $"{Titles[m]} ({m})");
            var left = methods.Count - ReasonsMax;
            var more = left > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {left} more {(left == 1 ? "way" : "ways")}") : string.Empty;
            yield return new(new(from), group.Key, kind, string.Join("; ", named) + more, certainty, certainty == Certainty.Certain ? kind == "assume" ? EdgeCost.Sure : EdgeCost.Escalation : EdgeCost.Unsure)
            {
                Assumes = certainty == Certainty.Certain ? default : paths.SelectMany(static p => p.Conditions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(),
            };
        }
    }
}
