using OrleansTwin.Access.Jewels;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Incidents.Response;
using OrleansTwin.Normalization.Mappings;

namespace OrleansTwin.Pipeline;

/// <summary>What a run is told from outside the logs.</summary>
public sealed record RunConfig
{
    public JewelConfig Jewels { get; init; } = JewelConfig.None;

    /// <summary>Accounts of the estate.</summary>
    public IReadOnlySet<string> Accounts { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public IAddressIntel Intel { get; init; } = NoAddressIntel.Instance;

    /// <summary>Mappings of sources, the user's before those that ship; null: those that ship.</summary>
    public SourceMappings? Mappings { get; init; }

    /// <summary>Files and folders the configuration names under <c>sources.mappings</c>.</summary>
    public IReadOnlyList<string> MappingPaths { get; init; } = [];

    /// <summary>The compiled detection rules; null: none.</summary>
    public SigmaEngine? Rules { get; init; }

    /// <summary>What decisions rest on beside the events, each with a hash of its contents: <c>rules=… intel=… config=…</c>. Revisions of alerts name it.</summary>
    public string Versions { get; init; } = string.Empty;

    /// <summary>Bundled behavioural detection.</summary>
    public bool Behavior { get; init; } = true;

    /// <summary>What response plans are told.</summary>
    public ResponseSettings Response { get; init; } = ResponseSettings.None;

    /// <summary>Switches of the mechanisms that keep noise down.</summary>
    public NoiseMechanisms Noise { get; init; } = NoiseMechanisms.All;
}
