using System.Collections.Immutable;
using OrleansTwin.Access.Clouds;

namespace OrleansTwin.Access.Google;

/// <summary>What was told of an estate. A resource without a policy here has none.</summary>
internal sealed record GoogleWorld(
    GoogleHierarchy Hierarchy, ILookup<string, GoogleBinding> Bindings, ILookup<string, GoogleDenyRule> Denials, ImmutableArray<GoogleBoundary> Boundaries, GroupGraph Groups);
