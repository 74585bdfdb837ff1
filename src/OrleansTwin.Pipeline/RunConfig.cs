using OrleansTwin.Access.Jewels;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Sigma;

namespace OrleansTwin.Pipeline;

/// <summary>What a run is told from outside the logs.</summary>
public sealed record RunConfig
{
    public JewelConfig Jewels { get; init; } = JewelConfig.None;

    /// <summary>Accounts of the estate.</summary>
    public IReadOnlySet<string> Accounts { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IAddressIntel Intel { get; init; } = NoAddressIntel.Instance;

    /// <summary>The compiled detection rules; null: none.</summary>
    public SigmaEngine? Rules { get; init; }

    /// <summary>Bundled behavioural detection.</summary>
    public bool Behavior { get; init; } = true;

    /// <summary>Switches of the mechanisms that keep noise down.</summary>
    public NoiseMechanisms Noise { get; init; } = NoiseMechanisms.All;
}
