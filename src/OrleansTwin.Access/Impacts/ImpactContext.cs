using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Exposures;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Jewels;

namespace OrleansTwin.Access.Impacts;

/// <summary>What impact needs beside the estate: the policy evaluator and what the config says. Immutable.</summary>
public sealed record ImpactContext
{
    public required IPolicyJudge Judge { get; init; }

    public JewelConfig Jewels { get; init; } = JewelConfig.None;

    /// <summary>Accounts that belong to the estate; an account not named here, and not the resource's own, is foreign.</summary>
    public IReadOnlySet<string> OwnAccounts { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Public ranges of the estate's owner (offices, VPN).</summary>
    public IReadOnlyList<AddressRange> OwnNetworks { get; init; } = [];

    public ImpactLimits Limits { get; init; } = ImpactLimits.Default;
}
