namespace OrleansTwin.Incidents.Response;

/// <summary>What goes on, for how long at most (ISO 8601 duration; null: no bound is known), and the vendor's page that says so (or <c>experience</c>).</summary>
internal sealed record ResponseRemainder(string Text, string? Lives, string Source);
