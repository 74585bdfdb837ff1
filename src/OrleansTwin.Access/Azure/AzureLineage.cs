using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Azure;

/// <summary>The management groups above a scope.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Open">What is not known of the way up; null where it was told up to the top.</param>
internal sealed record AzureLineage(IReadOnlySet<string> Names, string? Open)
{
    /// <summary>Whether an assignment at <paramref name="scope"/> reaches <paramref name="target"/>.</summary>
    public Truth Reaches(AzureScope scope, AzureScope target) => scope.ManagementGroup is not { } group
        ? scope.Holds(target).ToTruth()
        : Names.Contains(group) ? Truth.Yes
        : Open is null ? Truth.No
        : Truth.Unknown;
}
