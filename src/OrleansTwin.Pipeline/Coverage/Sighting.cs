namespace OrleansTwin.Pipeline.Coverage;

/// <summary>How something that happens would come to be seen. The order is from best to worst; <see cref="Unknown"/> is an answer of its own.</summary>
public enum Sighting
{
    InSeconds = 0,
    InMinutes = 1,

    /// <summary>Changes of it are recorded, uses of it are not.</summary>
    ChangeOnly = 2,
    NotAtAll = 3,
    Unknown = 4,
}
