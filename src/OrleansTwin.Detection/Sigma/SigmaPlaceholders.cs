using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>
/// Values of placeholders such as <c>%Administrators%</c>. A placeholder that is not defined here
/// matches nothing and is reported as a warning: the rule stays loaded, as it waits for the estate's own words.
/// </summary>
public sealed record SigmaPlaceholders(ImmutableSortedDictionary<string, ImmutableArray<string>> Values)
{
    public static readonly SigmaPlaceholders None =
        new(ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase));
}
