using System.Collections.Immutable;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Rules;

/// <summary>
/// A shard's matched events by correlation and group, so that a new match decides its own groups again and nothing else. Ends as
/// <see cref="SequenceStage.Signals(ImmutableArray{SigmaCorrelation}, IEnumerable{EventRecord})"/> of all events (property test).
/// A correlation over other correlations is decided again as a whole.
/// </summary>
public sealed class SequenceLedger
{
    private const string Everything = "\u001e";

    private readonly ImmutableArray<SigmaCorrelation> _correlations;
    private readonly Dictionary<string, SigmaCorrelation> _byKey;
    private readonly ILookup<string, SigmaCorrelation> _usersOf;
    private readonly HashSet<string> _nested;
    private readonly Dictionary<string, EventRecord> _matched = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Correlation, string Group), Dictionary<string, EventRecord>> _groups = [];
    private readonly HashSet<(string Correlation, string Group)> _changed = [];

    public SequenceLedger(ImmutableArray<SigmaCorrelation> correlations)
    {
        _correlations = correlations;
        _byKey = correlations.ToDictionary(static correlation => correlation.Key, StringComparer.Ordinal);
        _usersOf = correlations
            .SelectMany(static correlation => correlation.Rules.Concat(correlation.Absent).Distinct(StringComparer.Ordinal).Select(rule => (Rule: rule, Correlation: correlation)))
            .ToLookup(static pair => pair.Rule, static pair => pair.Correlation, StringComparer.Ordinal);
        _nested = correlations.Where(correlation => correlation.Rules.Concat(correlation.Absent).Any(_byKey.ContainsKey))
            .Select(static correlation => correlation.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Takes an event in, in place of what the ledger holds of its id: an event without matches only takes that away.</summary>
    public void Put(EventRecord record)
    {
        if (_matched.Remove(record.Id, out var known))
        {
            foreach (var group in GroupsOf(known))
            {
                _groups[group].Remove(known.Id);
                _changed.Add(group);
            }
        }

        if (record.Matches.IsEmpty)
        {
            return;
        }

        _matched[record.Id] = record;
        foreach (var group in GroupsOf(record))
        {
            if (!_groups.TryGetValue(group, out var members))
            {
                _groups[group] = members = new(StringComparer.Ordinal);
            }

            members[record.Id] = record;
            _changed.Add(group);
        }
    }

    /// <summary>The present signals of every group that changed since the last call, by a name of the group that stays.</summary>
    public IReadOnlyList<(string Origin, IReadOnlyList<Signal> Signals)> Decide()
    {
        var decided = new List<(string, IReadOnlyList<Signal>)>();
        foreach (var (key, group) in _changed.OrderBy(static changed => changed.Correlation, StringComparer.Ordinal).ThenBy(static changed => changed.Group, StringComparer.Ordinal))
        {
            var members = _groups[(key, group)];
            var kept = members.Values.SelectMany(SequenceStage.Kept);
            var episodes = _nested.Contains(key)
                ? SigmaCorrelator.Evaluate(_correlations, kept).Where(episode => episode.Correlation == key)
                : SigmaCorrelator.EvaluateOne(_byKey[key], kept.Where(match => _byKey[key].Rules.Contains(match.Rule) || _byKey[key].Absent.Contains(match.Rule)));
            decided.Add((StableHash.Id("sequence", key, group), SequenceStage.Signals(_correlations, episodes, members)));
        }

        _changed.Clear();
        return decided;
    }

    /// <summary>Forgets what changed: the signals of what was put in so far are known from a cut.</summary>
    public void Settle() => _changed.Clear();

    private HashSet<(string Correlation, string Group)> GroupsOf(EventRecord record)
    {
        var groups = new HashSet<(string Correlation, string Group)>();
        foreach (var kept in SequenceStage.Kept(record))
        {
            foreach (var correlation in _usersOf[kept.Rule])
            {
                Add(correlation, kept, groups);
            }
        }

        return groups;
    }

    private void Add(SigmaCorrelation correlation, SigmaKeptEvent kept, HashSet<(string Correlation, string Group)> groups)
    {
        if (_nested.Contains(correlation.Key))
        {
            groups.Add((correlation.Key, Everything));
        }
        else if (SigmaCorrelator.GroupOf(correlation, kept) is { } group)
        {
            groups.Add((correlation.Key, group));
        }

        foreach (var user in _usersOf[correlation.Key])
        {
            Add(user, kept, groups);
        }
    }
}
