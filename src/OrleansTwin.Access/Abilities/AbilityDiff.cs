using System.Collections.Immutable;
using OrleansTwin.Access.Graph;

namespace OrleansTwin.Access.Abilities;

/// <summary>
/// Compares an identity's abilities before and after a change, over the resources given. The rows of a gain carry
/// the new certainty and conditions, those of a loss the old ones.
/// </summary>
public static class AbilityDiff
{
    /// <summary>The identity's policies changed.</summary>
    public static AbilityChange Compare(Identity before, Identity after, IEnumerable<KnownResource> resources, AbilityCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(resources);
        return Compare(resources.Select(r => (AbilityDecider.Ask(before, r, catalogue), AbilityDecider.Ask(after, r, catalogue))));
    }

    /// <summary>The resource's policy changed.</summary>
    public static AbilityChange Compare(IEnumerable<Identity> identities, KnownResource before, KnownResource after, AbilityCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(identities);
        return Compare(identities.Select(i => (AbilityDecider.Ask(i, before, catalogue), AbilityDecider.Ask(i, after, catalogue))));
    }

    private static AbilityChange Compare(IEnumerable<(ImmutableArray<AbilityAnswer> Before, ImmutableArray<AbilityAnswer> After)> pairs)
    {
        var gained = ImmutableArray.CreateBuilder<AbilityAnswer>();
        var lost = ImmutableArray.CreateBuilder<AbilityAnswer>();
        foreach (var (before, after) in pairs)
        {
            gained.AddRange(after.Where(a => !before.Any(b => b.Can == a.Can && b.Certainty >= a.Certainty)));
            lost.AddRange(before.Where(b => !after.Any(a => a.Can == b.Can && a.Certainty >= b.Certainty)));
        }

        return new AbilityChange(gained.ToImmutable(), lost.ToImmutable());
    }
}
