using System.Collections.Immutable;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Escalation;

/// <summary>
/// Finds who is administrator and who can become it. Steps:
/// <list type="number">
/// <item>Direct administrators, by <see cref="AdminProbe"/>.</item>
/// <item>Ways by which an identity raises itself or makes another one administrator.</item>
/// <item>Ways to the identities found so far, again and again until nothing new comes: chains of any length.</item>
/// <item>Each identity's paths, surest and shortest first, up to a limit.</item>
/// </list>
/// </summary>
public sealed class EscalationFinder
{
    /// <summary>Most paths reported for one identity.</summary>
    public const int PathsMax = 200;

    /// <summary>Longest chain of identities.</summary>
    public const int HopsMax = 12;

    private readonly AccountAccess _access;
    private readonly EscalationRuleRunner _runner;
    private readonly ImmutableArray<EscalationRule> _rules;
    private readonly Dictionary<string, AccessCertainty> _direct = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<(string Method, string To), EscalationPath>> _paths = new(StringComparer.Ordinal);

    public EscalationFinder(AccountAccess access, ImmutableArray<EscalationRule>? rules = null)
    {
        ArgumentNullException.ThrowIfNull(access);
        _access = access;
        _rules = rules ?? EscalationRules.Bundled;
        _runner = new EscalationRuleRunner(access, _rules);
    }

    /// <summary>A report for each user and role, by ARN.</summary>
    public ImmutableArray<EscalationReport> FindAll()
    {
        _direct.Clear();
        _paths.Clear();
        foreach (var identity in _access.Identities)
        {
            _direct[identity.Arn] = AdminProbe.Standing(identity, _access.Snapshot);
        }

        var callers = _access.Identities.Where(i => _direct[i.Arn] < AccessCertainty.Conditional).ToList();
        var reached = _direct.Where(d => d.Value >= AccessCertainty.Conditional).Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        var fresh = new HashSet<string>(reached, StringComparer.Ordinal);
        foreach (var caller in callers)
        {
            Record(caller, _runner.RaisingWays(caller, caller.Groups), fresh, reached);
        }

        for (var hop = 0; hop < HopsMax && fresh.Count > 0; hop++)
        {
            var targets = fresh;
            fresh = new HashSet<string>(StringComparer.Ordinal);
            foreach (var caller in callers)
            {
                Record(caller, Extend(caller, targets), fresh, reached);
            }
        }

        return [.. _access.Identities.Select(Report)];
    }

    private IEnumerable<EscalationPath> Extend(Identity caller, HashSet<string> targets)
    {
        foreach (var way in _runner.WaysTo(caller, targets))
        {
            if (_direct[way.To] >= AccessCertainty.Conditional)
            {
                yield return way with
                {
                    Certainty = Least(way.Certainty, _direct[way.To]),
                    Through = [way.To],
                };
                continue;
            }

            var rest = Best(way.To, without: caller.Arn);
            if (rest is not null)
            {
                yield return way with
                {
                    Steps = [.. way.Steps, .. rest.Steps],
                    Certainty = Least(way.Certainty, rest.Certainty),
                    Hops = rest.Hops + 1,
                    Conditions = [.. way.Conditions.Concat(rest.Conditions).Distinct(StringComparer.Ordinal)],
                    Through = [way.To, .. rest.Through],
                };
            }
        }
    }

    private void Record(Identity caller, IEnumerable<EscalationPath> ways, HashSet<string> fresh, HashSet<string> reached)
    {
        if (!_paths.TryGetValue(caller.Arn, out var known))
        {
            _paths[caller.Arn] = known = [];
        }

        foreach (var way in ways.ToList())
        {
            var key = (way.Method, way.To);
            if (!known.TryGetValue(key, out var before) || Order(way, before) < 0)
            {
                known[key] = way;
            }
        }

        if (known.Count > 0 && reached.Add(caller.Arn))
        {
            fresh.Add(caller.Arn);
        }
    }

    private EscalationPath? Best(string arn, string without) => _paths.TryGetValue(arn, out var known)
        ? known.Values.Where(p => !p.Through.Contains(without)).Order(Comparer<EscalationPath>.Create(Order)).FirstOrDefault()
        : null;

    private EscalationReport Report(Identity identity)
    {
        var direct = _direct[identity.Arn];
        if (direct >= AccessCertainty.Conditional)
        {
            return new EscalationReport(identity.Arn, AdminStanding.Direct, [], 0);
        }

        var paths = _paths.TryGetValue(identity.Arn, out var known)
            ? known.Values.Order(Comparer<EscalationPath>.Create(Order)).ToImmutableArray()
            : [];
        var best = paths.IsEmpty ? AccessCertainty.Never : paths.Max(p => p.Certainty);
        var standing = best >= AccessCertainty.Conditional ? AdminStanding.ViaEscalation
            : best == AccessCertainty.Unknown || direct == AccessCertainty.Unknown ? AdminStanding.Unknown
            : AdminStanding.No;
        return new EscalationReport(identity.Arn, standing, [.. paths.Take(PathsMax)], Math.Max(0, paths.Length - PathsMax));
    }

    private static AccessCertainty Least(AccessCertainty left, AccessCertainty right) => left < right ? left : right;

    private static int Order(EscalationPath left, EscalationPath right)
    {
        var order = right.Certainty.CompareTo(left.Certainty);
        order = order != 0 ? order : left.Hops.CompareTo(right.Hops);
        order = order != 0 ? order : string.CompareOrdinal(left.Method, right.Method);
        return order != 0 ? order : string.CompareOrdinal(left.To, right.To);
    }
}
