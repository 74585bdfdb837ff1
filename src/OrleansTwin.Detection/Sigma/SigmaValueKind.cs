namespace OrleansTwin.Detection.Sigma;

/// <summary>JSON kind of one value of a field.</summary>
public enum SigmaValueKind : byte
{
    Null,
    Text,
    Number,
    True,
    False,

    /// <summary>An object; its text is its compact JSON.</summary>
    Record,

    /// <summary>An array itself, so that it exists; its elements are values of their own. It has no text.</summary>
    List,
}
