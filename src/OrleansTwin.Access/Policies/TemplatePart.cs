namespace OrleansTwin.Access.Policies;

/// <summary>A piece of compiled literal text, or a policy variable with its default.</summary>
internal readonly record struct TemplatePart(string? Literal, string? Variable, string? Default);
