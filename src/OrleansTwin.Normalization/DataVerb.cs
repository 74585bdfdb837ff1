namespace OrleansTwin.Normalization;

/// <summary>What a call does with the contents of a store, key or function.</summary>
public enum DataVerb
{
    Read = 0,
    Write = 1,
    List = 2,
    Delete = 3,
    Decrypt = 4,
    Invoke = 5,
    Assume = 6,
}
