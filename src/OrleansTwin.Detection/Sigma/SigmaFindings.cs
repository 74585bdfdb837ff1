namespace OrleansTwin.Detection.Sigma;

/// <summary>What the rules of one log say about one event; reused from event to event, for one thread.</summary>
public sealed class SigmaFindings
{
    private readonly int[] _seen;
    private readonly List<int> _candidates = [];
    private readonly List<int> _matches = [];
    private readonly List<SigmaFailure> _failures = [];
    private int _round;

    internal SigmaFindings(int rules) => _seen = new int[rules];

    /// <summary>Rules that match, in the order of the rule set.</summary>
    public IReadOnlyList<int> Matches => _matches;

    /// <summary>Rules that could not be decided.</summary>
    public IReadOnlyList<SigmaFailure> Failures => _failures;

    /// <summary>How many rules had to be looked at.</summary>
    public int Evaluated => _candidates.Count;

    internal List<int> Candidates => _candidates;

    internal void Begin()
    {
        _round++;
        _candidates.Clear();
        _matches.Clear();
        _failures.Clear();
    }

    internal void AddCandidate(int rule)
    {
        if (_seen[rule] != _round)
        {
            _seen[rule] = _round;
            _candidates.Add(rule);
        }
    }

    internal void AddMatch(int rule) => _matches.Add(rule);

    internal void AddFailure(int rule, string reason) => _failures.Add(new(rule, reason));

    internal void Sort()
    {
        if (_matches.Count > 1)
        {
            _matches.Sort();
        }

        if (_failures.Count > 1)
        {
            _failures.Sort((left, right) => left.Rule.CompareTo(right.Rule));
        }
    }
}
