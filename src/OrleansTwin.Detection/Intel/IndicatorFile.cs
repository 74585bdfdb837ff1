namespace OrleansTwin.Detection.Intel;

/// <summary>An indicator file as text. The name is the source that matches will show.</summary>
public sealed record IndicatorFile(string Name, string Text);
