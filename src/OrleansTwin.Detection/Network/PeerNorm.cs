namespace OrleansTwin.Detection.Network;

/// <summary>New outbound peers of an hour against the workload's own rate of meeting new peers.</summary>
internal sealed record PeerNorm(bool Off, int Count, string Expected, string Window);
