namespace OrleansTwin.Sources.Aws;

/// <summary>What kept a call from succeeding, as far as it decides what to do next.</summary>
public enum AwsFaultKind
{
    /// <summary>Not there: object, bucket, queue.</summary>
    Missing,

    /// <summary>There or not, it may not be read.</summary>
    Denied,

    /// <summary>Must be restored from an archive class first.</summary>
    Archived,

    /// <summary>No valid credentials: none found, expired, unknown, wrong clock.</summary>
    Credentials,

    Throttled,

    /// <summary>Service or network failed; likely to pass.</summary>
    Passing,
}
