namespace OrleansTwin.Pipeline.Protocol.Books;

internal enum FingerprintVerdict
{
    New = 0,
    Known = 1,

    /// <summary>Not held, and of an hour whose fingerprints are not all held: only the history knows.</summary>
    Beyond = 2,
}
