namespace OrleansTwin.Incidents.Response;

/// <summary>Entities that no action touches, by any of: id or name pattern, tag key, type, a relation that leads to it; except by the named actions.</summary>
internal sealed record ProtectedRule(string Why, string[]? Ids, string[]? Names, string[]? Tags, string[]? Types, string[]? Receives, string[]? Except);
