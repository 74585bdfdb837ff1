using System.Collections.Immutable;

namespace OrleansTwin.Access.Graph;

/// <summary>An IAM user. <paramref name="Groups"/> are group names. Null facts are not known.</summary>
public sealed record SnapshotUser(
    string Arn, string Name, ImmutableArray<string> Groups, ImmutableArray<NamedPolicy> Inline, ImmutableArray<string> Attached)
{
    public string? Boundary { get; init; }

    public ImmutableArray<(string Key, string Value)> Tags { get; init; } = [];

    /// <summary>Number of access keys; AWS allows two.</summary>
    public int? AccessKeys { get; init; }

    /// <summary>Has a console password.</summary>
    public bool? HasLoginProfile { get; init; }
}
