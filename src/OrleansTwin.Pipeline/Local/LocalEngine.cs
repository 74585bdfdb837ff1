using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline.Fold;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Pipeline.Local;

/// <summary>
/// The oracle of DESIGN §5: distinct events, sorted once in canonical order, folded once in one thread. No code for late events,
/// duplicates beyond "unite the copies", batches, marks or restarts.
/// </summary>
public static class LocalEngine
{
    public static LocalResult Run(IEnumerable<PreparedEvent> events, DecisionStages stages, string tenant)
    {
        long read = 0;
        long superseded = 0;
        var distinct = new Dictionary<ulong, PreparedEvent>();
        foreach (var prepared in events)
        {
            read += prepared.IsState ? 0 : 1;
            if (!distinct.TryGetValue(prepared.Fingerprint, out var known))
            {
                distinct.Add(prepared.Fingerprint, prepared);
            }
            else if (prepared.CopyRank != known.CopyRank)
            {
                // The same rank is the same copy again.
                superseded += string.CompareOrdinal(prepared.CopyRank, known.CopyRank) < 0 ? 1 : 0;
                distinct[prepared.Fingerprint] = CopyJoin.Unite(known, prepared);
            }
        }

        var worlds = distinct.Values
            .GroupBy(static prepared => (prepared.Record.Cloud, prepared.Account))
            .OrderBy(static group => group.Key.Account, StringComparer.Ordinal)
            .Select(group => LocalShard.Fold(new ShardId(tenant, group.Key.Cloud, group.Key.Account), [.. group.OrderBy(static prepared => prepared.Order)], stages))
            .ToList();
        var described = distinct.Values.Count(static prepared => prepared.IsState);
        return new(worlds, new()
        {
            Read = read,
            Applied = distinct.Count - described,
            Superseded = superseded,
            Duplicates = read - (distinct.Count - described) - superseded,
        });
    }
}
