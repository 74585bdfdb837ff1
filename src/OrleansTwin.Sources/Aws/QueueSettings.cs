namespace OrleansTwin.Sources.Aws;

/// <summary>One queue to read.</summary>
/// <param name="Name">What the source is called in health, metrics and dead letters: the queue's account and name.</param>
public sealed record QueueSettings(string Name, string Url, AwsAccess Access)
{
    /// <summary>The only buckets whose objects are read; empty: all that messages name.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];
}
