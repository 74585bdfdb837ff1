namespace OrleansTwin.Detection.Sigma;

/// <summary>A detection as a tree: the meaning of a rule after reading, before compiling. A closed family.</summary>
public abstract record SigmaNode
{
    private protected SigmaNode()
    {
    }
}
