namespace OrleansTwin.Sources.Files;

/// <summary>A file to read: where it lies, and the unit name outputs use (path below its root, with <c>/</c>; no machine path).</summary>
public sealed record SourceFile(string Path, string Unit);
