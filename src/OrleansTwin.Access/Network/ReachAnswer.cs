using System.Collections.Immutable;

namespace OrleansTwin.Access.Network;

/// <summary>The verdict with every hop until arrival or the stop.</summary>
public sealed record ReachAnswer(ReachVerdict Verdict, ImmutableArray<ReachHop> Hops);
