using Orleans;

namespace OrleansTwin.Grains.Abstractions;

/// <summary>The alert journal of a tenant (key: the tenant's name), read on from a number. The journal is the truth of the alert stream.</summary>
[GrainInterfaceType("alert-feed")]
public interface IAlertFeedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Entries after <paramref name="after"/>, at most <paramref name="max"/>. Where there are none yet it waits for the next, at most
    /// <paramref name="wait"/> (bounded by the server), and then answers with an empty page. An entry is answered as soon as it is durable.
    /// </summary>
    [Alias("Read")]
    Task<AlertPage> ReadAsync(long after, int max, TimeSpan wait, CancellationToken cancellationToken);
}
