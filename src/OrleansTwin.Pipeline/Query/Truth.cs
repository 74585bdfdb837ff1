namespace OrleansTwin.Pipeline.Query;

/// <summary>Whether a condition holds for a row; in rising order, so that <c>and</c> is the least and <c>or</c> the greatest.</summary>
public enum Truth
{
    No = 0,

    /// <summary>It hangs on what is not known.</summary>
    Unknown = 1,

    Yes = 2,
}
