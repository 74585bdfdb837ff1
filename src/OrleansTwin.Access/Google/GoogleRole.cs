using System.Collections.Immutable;

namespace OrleansTwin.Access.Google;

/// <summary>A role with all of its permissions.</summary>
internal sealed record GoogleRole(string Name, ImmutableHashSet<string> Permissions);
