namespace OrleansTwin.Incidents.Vendors;

/// <summary>An object whose property <paramref name="Type"/> says of what kind its property <paramref name="Value"/> is; <c>*</c> is any.</summary>
internal sealed record TypedValue(string Type, string Value, Dictionary<string, string> Kinds);
