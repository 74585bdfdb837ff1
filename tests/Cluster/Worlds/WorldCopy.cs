namespace OrleansTwin.Tests.Cluster.Worlds;

/// <summary>Which copy of an event a record is.</summary>
internal enum WorldCopy
{
    Plain = 0,

    /// <summary>Its request and response were cut off.</summary>
    Truncated = 1,

    /// <summary>A correction: another address, another request.</summary>
    Addendum = 2,
}
