using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>An inline policy. Without <paramref name="Compiled"/> its document could not be read.</summary>
public sealed record NamedPolicy(string Name, CompiledPolicy? Compiled);
