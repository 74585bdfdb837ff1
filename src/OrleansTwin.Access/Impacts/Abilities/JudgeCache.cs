using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// Decisions already made, by all that decided them; bounded, and forgotten as a whole when full. One for each judge, so that scenes share
/// it; for several threads.
/// </summary>
internal sealed class JudgeCache(IPolicyJudge judge)
{
    private const int EntriesMax = 100_000;

    private static readonly ConditionalWeakTable<IPolicyJudge, JudgeCache> Caches = [];

    private readonly ConcurrentDictionary<(string Print, string Action, string Resource, string? Account, ulong Policy), Judgement> _known = new();
    private readonly ConcurrentDictionary<(string Print, string Action), PolicyTouch> _touches = new();
    private int _count;

    public IPolicyJudge Judge { get; } = judge;

    public static JudgeCache Of(IPolicyJudge judge) => Caches.GetValue(judge, static judge => new(judge));

    /// <summary>As <see cref="IPolicyJudge.Touch"/>.</summary>
    public PolicyTouch Touch(PrincipalPolicies policies, string action)
    {
        var key = (policies.Fingerprint, action);
        if (!_touches.TryGetValue(key, out var touch))
        {
            Count();
            _touches[key] = touch = Judge.Touch(policies.Identity, action);
        }

        return touch;
    }

    /// <param name="fingerprint">Of the principal, its account, its policies and their names.</param>
    /// <param name="resourcePolicy">Of the resource's policy and its name; 0 where it has none.</param>
    public Judgement Decide(string fingerprint, ulong resourcePolicy, JudgeRequest request)
    {
        var key = (fingerprint, request.Action, request.Resource, request.ResourceAccount, resourcePolicy);
        if (!_known.TryGetValue(key, out var known))
        {
            Count();
            _known[key] = known = Judge.Decide(request);
        }

        return known;
    }

    public static ulong PrintOf(PolicyText policy) => StableHash.Fingerprint(policy.Name, policy.Json);

    private void Count()
    {
        if (Interlocked.Increment(ref _count) >= EntriesMax)
        {
            _count = 0;
            _known.Clear();
            _touches.Clear();
        }
    }
}
