using OrleansTwin.Access.Impacts;

namespace OrleansTwin.Access.Attacks;

/// <summary>The file <c>containment.yaml</c>: what can be done against each kind of step or entity, and what it weighs.</summary>
internal sealed class ContainmentKinds
{
    public static ContainmentKinds Default { get; } = EmbeddedYaml.Read<ContainmentKinds>("Attacks/Data/containment.yaml");

    /// <summary>By kind of step.</summary>
    public Dictionary<string, ContainmentKind> Steps { get; init; } = [];

    /// <summary>By kind of entity: identity, workload, store.</summary>
    public Dictionary<string, ContainmentKind> Entities { get; init; } = [];

    /// <summary>Calls of the history that weigh as much as one point.</summary>
    public long CallsPerPoint { get; init; } = 1;
}
