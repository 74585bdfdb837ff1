namespace OrleansTwin.Sources.Aws.Messages;

/// <summary>An object that a message names.</summary>
/// <param name="Key">Decoded, as <c>GetObject</c> takes it.</param>
public sealed record ObjectRef(string Bucket, string Key)
{
    public string? VersionId { get; init; }

    /// <summary>Region of the bucket, where the message says it.</summary>
    public string? Region { get; init; }

    /// <summary>Entity tag without quotes, where the message says it.</summary>
    public string? ETag { get; init; }

    /// <summary>Bytes as stored, where the message says it.</summary>
    public long? Size { get; init; }

    /// <summary>When the message says that the object was written.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Name of the unit in positions and dead letters.</summary>
    public string Unit => $"s3://{Bucket}/{Key}";

    /// <summary>What the ledger of finished units knows it by: an object written anew under its key has another tag.</summary>
    public string Finished(string etag) => $"{Unit}\n{etag}";
}
