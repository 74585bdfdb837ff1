using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.Impacts;

/// <summary>
/// What a change means for one entity: an absolute value from the estate just before and just after the change, so that it may be
/// computed again, by anyone, in any order. <see cref="Next"/> names whom the change concerns next.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.ipart")]
public sealed record ImpactPart
{
    [Id(0)] public required EntityId Entity { get; init; }

    /// <summary>0 for the changed entity itself.</summary>
    [Id(1)] public int Hop { get; init; }

    [Id(2)] public ValueArray<ImpactFinding> Findings { get; init; }

    [Id(3)] public ValueArray<WeighedGain> Gained { get; init; }

    [Id(4)] public ValueArray<WeighedGain> Lost { get; init; }

    [Id(5)] public ValueArray<string> PathsOpened { get; init; }

    [Id(6)] public ValueArray<string> PathsClosed { get; init; }

    /// <summary>Ordinal order, at most the fan-out; empty at the last hop.</summary>
    [Id(7)] public ValueArray<EntityId> Next { get; init; }

    /// <summary>False: a bound cut something off here.</summary>
    [Id(8)] public bool Complete { get; init; } = true;

    /// <summary>JSON text of what changed on the entity itself, before; null for related entities.</summary>
    [Id(9)] public string? Before { get; init; }

    [Id(10)] public string? After { get; init; }

    public bool SaysNothing => Findings.IsEmpty && Gained.IsEmpty && Lost.IsEmpty && PathsOpened.IsEmpty && PathsClosed.IsEmpty;
}
