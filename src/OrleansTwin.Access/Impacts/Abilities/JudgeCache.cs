using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>Decisions already made, by what decided them; bounded, and forgotten as a whole when full. Not for several threads.</summary>
internal sealed class JudgeCache(IPolicyJudge judge)
{
    private const int EntriesMax = 200_000;

    private readonly Dictionary<(string Print, string Action, string Resource, ulong Policy), Judgement> _known = [];

    public IPolicyJudge Judge { get; } = judge;

    public Judgement Decide(string fingerprint, JudgeRequest request)
    {
        var policy = request.ResourcePolicy is { } text ? StableHash.Fingerprint(text.Json) : 0;
        var key = (fingerprint, request.Action, request.Resource, policy);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_known.Count >= EntriesMax)
        {
            _known.Clear();
        }

        return _known[key] = Judge.Decide(request);
    }
}
