namespace OrleansTwin.Pipeline.Query;

/// <summary>What values of a field are; it decides which comparisons make sense.</summary>
public enum FieldKind
{
    /// <summary>Compared without regard to case, by ordinal.</summary>
    Text,

    Number,

    Time,

    /// <summary>One of a fixed list of words, in rising order.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
}
