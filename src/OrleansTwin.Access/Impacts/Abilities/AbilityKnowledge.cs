namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>The file <c>stores.yaml</c> as it stands.</summary>
internal sealed class AbilityKnowledge
{
    public static AbilityKnowledge Default { get; } = EmbeddedYaml.Read<AbilityKnowledge>("Impacts/Data/stores.yaml");

    /// <summary>A name no resource has: what is allowed on it is allowed on every one.</summary>
    public string Probe { get; init; } = string.Empty;

    public List<StoreKind> Stores { get; init; } = [];

    public List<Power> Powers { get; init; } = [];
}
