using System.Collections.Immutable;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Graph;

/// <summary>A managed policy of the account.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Default">The version in force; null where it was not seen or not readable.</param>
/// <param name="OtherVersions">Versions that could be made the default; default array (not empty) where not known.</param>
public sealed record SnapshotPolicy(string Arn, CompiledPolicy? Default, ImmutableArray<CompiledPolicy> OtherVersions)
{
    public bool VersionsKnown => !OtherVersions.IsDefault;

    public bool IsCustomerManaged => !Arn.Contains(":iam::aws:", StringComparison.Ordinal);
}
