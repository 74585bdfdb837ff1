namespace OrleansTwin.Incidents.Response;

/// <summary>Elements of an attribute, or relations of a kind, that each get an action of their own.</summary>
/// <param name="Where">Members an element must have, each one of the values; <c>@involved</c> stands for the names in the incident.</param>
/// <param name="Split">Names of the words of an element's key, where the key holds several.</param>
/// <param name="Added">Only relations that an event of the incident made.</param>
internal sealed record ResponseEach(string? Attribute, string? Relation, Dictionary<string, string[]>? Where, string[]? Split, bool Added);
