namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>One value on the tape: where its text lies and which value of the same field comes next.</summary>
internal struct ValueEntry
{
    public int Start;
    public int Length;
    public int Next;
    public int Opened;
    public SigmaValueKind Kind;

    /// <summary>The text is in the scratch buffer instead of the record.</summary>
    public bool InScratch;

    /// <summary>The text of an object has been made compact.</summary>
    public bool IsCompact;
}
