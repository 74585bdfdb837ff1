using OrleansTwin.Access.Impacts;

namespace OrleansTwin.Access.Exposures;

/// <summary>One entry of <c>exposure-kinds.yaml</c>; its header says what the members mean.</summary>
internal sealed class ExposureKind
{
    private static readonly List<ExposureKind> All = EmbeddedYaml.Read<Dictionary<string, List<ExposureKind>>>("Exposures/Data/exposure-kinds.yaml")["kinds"];

    public List<string> Types { get; init; } = [];

    public List<string> Ways { get; init; } = [];

    public List<string> PublicAttributes { get; init; } = [];

    public string? Flag { get; init; }

    public List<string> FlagValues { get; init; } = [];

    public string? Attribute { get; init; }

    public string Resource { get; init; } = "{arn}";

    public List<string> Actions { get; init; } = [];

    public string? Guard { get; init; }

    public static ExposureKind? Of(string type) => All.FirstOrDefault(kind => kind.Types.Contains(type));
}
