using System.Collections.Immutable;

namespace OrleansTwin.Access.Graph;

/// <summary>An IAM group.</summary>
public sealed record SnapshotGroup(string Arn, string Name, ImmutableArray<NamedPolicy> Inline, ImmutableArray<string> Attached);
