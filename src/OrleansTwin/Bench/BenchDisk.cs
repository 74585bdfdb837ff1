namespace OrleansTwin.Bench;

/// <summary>A synced write of one page on the disk of the store, measured all through the run.</summary>
internal sealed record BenchDisk(long? FsyncMicrosP50, long? FsyncMicrosP99);
