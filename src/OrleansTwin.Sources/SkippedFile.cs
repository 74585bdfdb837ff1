namespace OrleansTwin.Sources;

/// <summary>A file that is no log (an image, a licence, JSON of another kind): told once, no dead letter a line.</summary>
public sealed record SkippedFile(string Unit, string Reason);
