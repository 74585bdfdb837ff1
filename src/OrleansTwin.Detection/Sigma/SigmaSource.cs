namespace OrleansTwin.Detection.Sigma;

/// <summary>One rule file as text. The path only names it in diagnostics and orders it; nothing is read from disk here.</summary>
public sealed record SigmaSource(string Path, string Text);
