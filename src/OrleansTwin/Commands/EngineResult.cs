using OrleansTwin.Model.Alerts;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Commands;

/// <summary>What an engine ended with.</summary>
/// <param name="Journal">Every published revision that is kept; null of the oracle, which publishes nothing.</param>
internal sealed record EngineResult(IReadOnlyList<ShardWorld> Worlds, RunCounts Counts, long Activations = 0, long GrainCalls = 0, IReadOnlyList<JournalEntry>? Journal = null);
