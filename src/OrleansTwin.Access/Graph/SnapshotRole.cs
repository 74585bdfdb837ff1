using System.Collections.Immutable;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>An IAM role.</summary>
/// <param name="Arn">With its path.</param>
/// <param name="Name">Without.</param>
/// <param name="Trust">Trust policy; null where it could not be read.</param>
/// <param name="Inline">Inline policies.</param>
/// <param name="Attached">ARNs of attached policies.</param>
/// <param name="InstanceProfiles">ARNs of the profiles that hold it.</param>
public sealed record SnapshotRole(
    string Arn, string Name, CompiledPolicy? Trust, ImmutableArray<NamedPolicy> Inline, ImmutableArray<string> Attached,
    ImmutableArray<string> InstanceProfiles)
{
    public string? Boundary { get; init; }

    public ImmutableArray<(string Key, string Value)> Tags { get; init; } = [];
}
