namespace OrleansTwin.Ingest;

/// <summary>Bounds of the receivers of HTTP.</summary>
internal sealed record ReceiverLimits
{
    /// <summary>Body of one request, as sent.</summary>
    public long BodyBytesMax { get; init; } = 32L * 1024 * 1024;

    /// <summary>Requests being read or waiting for their cut, over all senders; the next one is told to come again (429).</summary>
    public int RequestsMax { get; init; } = 256;

    /// <summary>Memory of bodies being read, over all senders.</summary>
    public long BodiesBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>A body that takes longer to arrive is given up (408).</summary>
    public TimeSpan BodyWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Records that are in no cut after so long are not acknowledged (503); sent again they are found out as copies.</summary>
    public TimeSpan DurableWithin { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>What a sender that is told to come again waits.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);
}
