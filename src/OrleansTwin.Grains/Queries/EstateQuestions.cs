using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Exposures;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Jewels;
using OrleansTwin.Access.Paths;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Grains.Queries;

/// <summary>
/// Questions of access and reach over one estate as of one position: what an entity may do, who can touch it, what is in reach, which
/// paths lead where. Steps and abilities are worked out once and kept; for one thread at a time.
/// </summary>
internal sealed class EstateQuestions(EstateIndex index, EventOrder asOf, ImpactContext context, QueryLimits limits)
{
    private readonly EstateAsOf _estate = new(index, asOf);
    private readonly Dictionary<string, Dictionary<string, EscalationReport>> _admins = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityId, IReadOnlyList<Gain>> _rows = [];
    private AbilityStage? _abilities;
    private Adjacency? _graph;
    private List<EntityId>? _principals;

    private Adjacency Graph => _graph ??= AdjacencyStage.Of(_estate, context);

    private List<EntityId> Principals => _principals ??= [.. _estate.OfType("AWS::IAM::User").Concat(_estate.OfType("AWS::IAM::Role")).Order()];

    public AccessView Access(EntityId id, LiveStamp stamp, DateTimeOffset? at, int max)
    {
        var rows = Rows(id);
        var holders = Holders(id);
        var unseen = Unseen([id, .. Principals.Where(principal => principal != id)]);
        var exposure = ExposureStage.Of(id, _estate, context);
        return new()
        {
            Stamp = stamp,
            Id = id,
            At = at,
            May = rows.Where(static row => row.Can != AbilityStage.NotKnown).Take(max).ToValueArray(),
            Admin = Admin(id),
            Holders = holders.Take(max).ToValueArray(),
            MoreHolders = Math.Max(0, holders.Count - max),
            Exposure = exposure.Level,
            ExposureCertainty = exposure.Certainty,
            ExposureWhy = exposure.Why.Concat(exposure.Assumes.Select(static assumed => $"if {assumed}")).ToValueArray(),
            NotKnown = unseen.Take(max).ToValueArray(),
            MoreNotKnown = Math.Max(0, unseen.Count - max),
        };
    }

    public RadiusView Radius(EntityId id, LiveStamp stamp, DateTimeOffset? at, int max)
    {
        var radius = PathStage.Radius(id, Graph, PathLimits.Default, entity => JewelStage.Of(entity, _estate, context.Jewels));
        var unseen = Unseen([id, .. radius.Entities.Select(static reached => reached.Entity)]);
        return new()
        {
            Stamp = stamp,
            Id = id,
            At = at,
            Count = radius.Entities.Count,
            CrownJewels = radius.Entities.Count(static reached => reached.Jewel is not null),
            Entities = radius.Entities.Take(max).Select(static reached => new ReachedEntity(reached.Entity, reached.Hop, reached.From, reached.Kind, reached.Via, reached.Certainty, reached.Jewel)).ToValueArray(),
            More = Math.Max(0, radius.Entities.Count - max),
            Complete = radius.Complete,
            NotKnown = unseen.Take(max).ToValueArray(),
            MoreNotKnown = Math.Max(0, unseen.Count - max),
        };
    }

    public PathsView Paths(EntityId from, EntityId to, LiveStamp stamp, DateTimeOffset? at)
    {
        var routes = PathStage.Best(from, to, Graph, PathLimits.Default);

        // A path that was not found may lead through what was not seen: of the start, or of whatever is in reach of it.
        var radius = PathStage.Radius(from, Graph, PathLimits.Default, static _ => null);
        var unseen = Unseen([from, .. radius.Entities.Select(static reached => reached.Entity)]);
        return new()
        {
            Stamp = stamp,
            From = from,
            To = to,
            At = at,
            Verdict = routes.Count == 0 ? (unseen.Count == 0 && radius.Complete && IsSeen(from) ? PathVerdict.None : PathVerdict.NotKnown)
                : routes.Any(static route => route.Certainty == Certainty.Certain) ? PathVerdict.Certain : PathVerdict.Possible,
            Paths = routes.Select(static route => new PathView(
                route.Steps.Select(static step => new PathStepView(step.From, step.To, step.Kind, step.Via, step.Certainty)).ToValueArray(), route.Cost, route.Certainty)).ToValueArray(),
            NotKnown = unseen.Take(limits.RowsMax).ToValueArray(),
            MoreNotKnown = Math.Max(0, unseen.Count - limits.RowsMax),
        };
    }

    /// <summary>Sets of actions that part what is held from the targets, cheapest first.</summary>
    public IReadOnlyList<ContainmentPlan> Cuts(IReadOnlyList<EntityId> held, IReadOnlyList<EntityId> targets) =>
        ContainmentStage.Of(Graph, Foothold.Of([.. held]), targets);

    // Of what is only referred to nothing is known, so nothing can be said to be impossible.
    private bool IsSeen(EntityId id) => id == EntityNames.Internet || _estate.View(id).LastAt is not null;

    private List<AccessHolder> Holders(EntityId id)
    {
        var holders = new List<AccessHolder>();
        if (Graph.IndexOf(id) is var node && node >= 0)
        {
            foreach (var edge in Graph.EdgesTo(node))
            {
                var step = Graph.Edge(edge);
                holders.Add(new(step.From, step.Kind, step.Via, step.Certainty));
            }
        }

        return [.. holders.OrderBy(static holder => holder.Certainty).ThenBy(static holder => holder.Who).ThenBy(static holder => holder.Kind, StringComparer.Ordinal).ThenBy(static holder => holder.Via, StringComparer.Ordinal)];
    }

    private IReadOnlyList<Gain> Rows(EntityId id)
    {
        if (!_rows.TryGetValue(id, out var rows))
        {
            _rows[id] = rows = (_abilities ??= new(_estate, context)).Of(id);
        }

        return rows;
    }

    private List<UnseenPart> Unseen(IEnumerable<EntityId> of) =>
        [.. of.SelectMany(id => Rows(id).Where(static row => row.Can == AbilityStage.NotKnown).Select(row => new UnseenPart(id, row.What, string.Join("; ", row.Conditions)))).DistinctBy(static part => (part.What, part.Why))];

    private AdminView? Admin(EntityId id)
    {
        if (!Principals.Contains(id))
        {
            return null;
        }

        var account = id.AccountOf();
        if (Principals.Count(principal => principal.AccountOf() == account) > limits.EscalationIdentitiesMax)
        {
            var direct = (_abilities ??= new(_estate, context)).IsAdministrator(id);
            return new(direct == true ? AdminStandingWord.Direct : AdminStandingWord.Unknown, default, 0);
        }

        if (!_admins.TryGetValue(account, out var reports))
        {
            _admins[account] = reports = new EscalationFinder(new(EstateSnapshotStage.Of(account, _estate), ManagedPolicyCatalogue.Bundled)).FindAll()
                .ToDictionary(static report => report.Principal, StringComparer.Ordinal);
        }

        return reports.TryGetValue(id.Value, out var found) ? Told(found) : new(AdminStandingWord.Unknown, default, 0);
    }

    private AdminView Told(EscalationReport report) => new(
        report.Admin switch
        {
            AdminStanding.No => AdminStandingWord.No,
            AdminStanding.ViaEscalation => AdminStandingWord.ViaEscalation,
            AdminStanding.Direct => AdminStandingWord.Direct,
            _ => AdminStandingWord.Unknown,
        },
        report.Paths.Take(limits.AdminWaysMax).Select(static path => new AdminWay(
            path.To,
            path.Method,
            path.Certainty switch { AccessCertainty.Always => GainCertainty.Always, AccessCertainty.Conditional => GainCertainty.Conditional, _ => GainCertainty.Unknown },
            path.Steps.Select(static step => new AdminStep(step.Action, step.Target, step.Why)).ToValueArray(),
            path.Conditions.ToValueArray())).ToValueArray(),
        report.More + Math.Max(0, report.Paths.Length - limits.AdminWaysMax));
}
