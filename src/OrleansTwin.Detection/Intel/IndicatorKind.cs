namespace OrleansTwin.Detection.Intel;

/// <summary>What an indicator names.</summary>
public enum IndicatorKind
{
    /// <summary>An address or a range of addresses.</summary>
    Address,

    /// <summary>A domain and everything below it.</summary>
    Domain,

    /// <summary>MD5, SHA-1, SHA-256 or SHA-512 of a file, in hexadecimal.</summary>
    FileHash,

    /// <summary>A whole user agent, in any case.</summary>
    UserAgent,

    /// <summary>A cloud account, subscription or project.</summary>
    AccountId,

    /// <summary>A user or file name, in any case.</summary>
    Name,
}
