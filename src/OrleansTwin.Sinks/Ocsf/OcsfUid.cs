namespace OrleansTwin.Sinks.Ocsf;

/// <summary>An object of which only its id, and perhaps its type, is written: <c>related_event</c>, <c>resource_details</c>, <c>account</c>.</summary>
internal sealed record OcsfUid(string Uid, string? Type = null)
{
    public static IReadOnlyList<OcsfUid>? List(IEnumerable<string> ids) => ids.Select(static id => new OcsfUid(id)).ToList() is { Count: > 0 } list ? list : null;
}
