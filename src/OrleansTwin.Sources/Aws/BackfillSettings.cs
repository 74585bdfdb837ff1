namespace OrleansTwin.Sources.Aws;

/// <summary>Objects of a bucket that were written before anybody listened.</summary>
/// <param name="Prefix">Keys that begin so.</param>
/// <param name="From">First day, in UTC, by the date in the key, or where it has none by the time the object was written.</param>
/// <param name="To">Last day, itself included.</param>
public sealed record BackfillSettings(string Bucket, string Prefix, DateOnly? From, DateOnly? To, AwsAccess Access)
{
    public string Name => $"s3://{Bucket}/{Prefix}";
}
