using OrleansTwin.Model.Events;

namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>One event of a world and the bytes of any copy of it.</summary>
internal sealed record WorldEvent(DateTimeOffset At, RecordFormat Format, Func<WorldCopy, byte[]> Bytes);
