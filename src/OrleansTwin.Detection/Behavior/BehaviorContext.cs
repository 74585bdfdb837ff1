using OrleansTwin.Detection.Scoring;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.State;

namespace OrleansTwin.Detection.Behavior;

/// <summary>What a derivation reads besides the entity's own state. Constant while it runs.</summary>
public sealed record BehaviorContext
{
    public required BehaviorOptions Options { get; init; }

    public required ScoringOptions Scoring { get; init; }

    /// <summary>Whether an entity is a crown jewel, and why.</summary>
    public Func<EntityId, CrownJewel?> JewelOf { get; init; } = static _ => null;

    public IAddressIntel Intel { get; init; } = NoAddressIntel.Instance;

    /// <summary>What actions bring about.</summary>
    public ActCatalog Acts { get; init; } = ActCatalog.Default;

    public NoiseMechanisms Noise { get; init; } = NoiseMechanisms.All;

    /// <summary>State of the account that holds the entity, for joint rarity; null: novelty is judged by the entity alone and says so.</summary>
    public EntityState? Account { get; init; }

    /// <summary>Defaults of both data files, no jewels, no intelligence.</summary>
    public static BehaviorContext Default { get; } = new() { Options = BehaviorOptions.Default, Scoring = ScoringOptions.Default };
}
