namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Calls of a service that are data events.</summary>
/// <param name="Source">Event source.</param>
/// <param name="Event">Resource type that selectors name.</param>
public sealed record DataEventCalls(string Source, string Event, IReadOnlyList<string> Names);
