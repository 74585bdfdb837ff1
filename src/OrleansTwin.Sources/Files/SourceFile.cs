namespace OrleansTwin.Sources.Files;

/// <summary>A file to read: where it is, and the name it has in every output.</summary>
public sealed record SourceFile(string Unit, string Path);
