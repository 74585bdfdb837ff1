using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;

namespace OrleansTwin.Pipeline.Local;

public sealed record LocalResult(IReadOnlyList<ShardWorld> Worlds, RunCounts Counts);
