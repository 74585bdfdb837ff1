namespace OrleansTwin.Model.Diagnostics;

/// <summary>What a source is doing.</summary>
public enum SourceState
{
    Starting,

    /// <summary>Asks for and takes what comes.</summary>
    Reading,

    /// <summary>Something outside keeps it from reading; it tries again by itself. <see cref="SourceReport.Why"/> says what.</summary>
    Waiting,

    /// <summary>Has read all it was asked to read.</summary>
    Done,
}
