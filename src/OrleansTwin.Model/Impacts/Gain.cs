using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Impacts;

/// <summary>An ability that someone gained or lost: who, which action set, over what.</summary>
[GenerateSerializer, Immutable, Alias("ot.gain")]
public sealed record Gain
{
    /// <summary>Rows of an impact beyond this are counted in <see cref="Impact.More"/>.</summary>
    public const int RowsMax = 100;

    public const int ExamplesMax = 20;

    [Id(0)] public required EntityId Who { get; init; }

    /// <summary>Action set, for example <c>read</c>, <c>write</c>, <c>administer</c>, <c>connect tcp/22</c>.</summary>
    [Id(1)] public required string Can { get; init; }

    /// <summary>Resource or pattern.</summary>
    [Id(2)] public required string What { get; init; }

    [Id(3)] public int Count { get; init; }

    /// <summary>Known resources, worst first.</summary>
    [Id(4)] public ValueArray<EntityId> Examples { get; init; }

    [Id(5)] public GainCertainty Certainty { get; init; }

    [Id(6)] public ValueArray<string> Conditions { get; init; }

    /// <summary>The chain from <see cref="Who"/> to the ability: profile, role, policy.</summary>
    [Id(7)] public ValueArray<string> Via { get; init; }
}
