namespace OrleansTwin.Model.Events;

/// <summary>
/// Which part of one operation a record tells, where a log writes several. The parts are events of their own, but one action: it counts
/// once, and has one effect.
/// </summary>
public enum OperationPart
{
    /// <summary>All of it, or the part that tells what was asked and counts.</summary>
    Whole = 0,

    /// <summary>It began; a further record tells how it ended, and has the effect (Azure: Started, Accepted).</summary>
    Begun = 1,

    /// <summary>It ended; what was asked stands in the record of its beginning (Google: <c>operation.last</c> without <c>first</c>).</summary>
    Ended = 2,
}
