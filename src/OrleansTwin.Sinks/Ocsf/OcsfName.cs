namespace OrleansTwin.Sinks.Ocsf;

/// <summary>An object of which only the name is written: <c>service</c>.</summary>
internal sealed record OcsfName(string Name);
