namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>Whether field names of a log must be spelt exactly. A rule is bound to one reading by its log source.</summary>
public enum KeyCase
{
    Exact,
    Ignored,
}
