namespace OrleansTwin.Model.Signals;

/// <summary>How sure a link of lineage is. A weak link never merges incidents by itself.</summary>
public enum Confidence
{
    Weak = 0,
    Strong = 1,
    Proven = 2,
}
