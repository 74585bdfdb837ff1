namespace OrleansTwin.Access.Google;

/// <summary>Who asks for which permission on what.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Permission">As roles name it: <c>service.resource.verb</c>.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Variables">What conditions may ask for.</param>
internal sealed record GoogleRequest(GoogleIdentity Caller, string Permission, string Resource, IReadOnlyDictionary<string, object> Variables);
