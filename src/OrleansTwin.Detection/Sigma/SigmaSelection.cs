namespace OrleansTwin.Detection.Sigma;

/// <summary>A named search identifier, kept in the tree so that an explanation can name it.</summary>
public sealed record SigmaSelection(string Name, SigmaNode Node) : SigmaNode;
