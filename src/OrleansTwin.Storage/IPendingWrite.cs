namespace OrleansTwin.Storage;

/// <summary>A write that a caller waits for.</summary>
internal interface IPendingWrite
{
    /// <summary>Ends the wait with an error. Does nothing where it has ended.</summary>
    void Fail(Exception error);
}
