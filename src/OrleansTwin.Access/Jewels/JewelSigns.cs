using OrleansTwin.Access.Impacts;

namespace OrleansTwin.Access.Jewels;

/// <summary>The file <c>jewel-signs.yaml</c> as it stands.</summary>
internal sealed class JewelSigns
{
    public static JewelSigns Default { get; } = EmbeddedYaml.Read<JewelSigns>("Jewels/Data/jewel-signs.yaml");

    public Dictionary<string, int> Thresholds { get; init; } = [];

    public string NameOnlyMax { get; init; } = JewelLevel.Medium;

    public Dictionary<string, int> Stores { get; init; } = [];

    public List<JewelFact> Facts { get; init; } = [];

    public List<JewelWords> Names { get; init; } = [];

    /// <summary>The highest level whose threshold the points reach, or null.</summary>
    public string? LevelOf(int points) =>
        Thresholds.Where(pair => points >= pair.Value).OrderByDescending(static pair => pair.Value).Select(static pair => pair.Key).FirstOrDefault();
}
