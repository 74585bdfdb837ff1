namespace OrleansTwin.Pipeline.Settle;

/// <summary>The event time one kind of source of one account covers, from what was read.</summary>
public sealed record SourceCoverage(string Name, string Account, DateTimeOffset From, DateTimeOffset To, long Events, long DataEvents);
