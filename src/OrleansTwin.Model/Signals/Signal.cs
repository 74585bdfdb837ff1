using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Signals;

/// <summary>
/// One rule, one subject, one anchor, with its evidence. The id is a hash of rule, subject and anchor and never of the
/// evidence, which grows (DESIGN §4.7).
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.signal")]
public sealed record Signal
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required DateTimeOffset Time { get; init; }

    [Id(2)] public required string Rule { get; init; }

    [Id(3)] public required string Title { get; init; }

    [Id(4)] public required SignalKind Kind { get; init; }

    [Id(5)] public required SignalDimension Dimension { get; init; }

    [Id(6)] public required Severity Severity { get; init; }

    /// <summary>0–100, for order among equals of a severity.</summary>
    [Id(7)] public int Score { get; init; }

    [Id(8)] public SignalActor? Actor { get; init; }

    /// <summary>Entities the signal is about; the subject first.</summary>
    [Id(9)] public ValueArray<EntityId> Entities { get; init; }

    [Id(10)] public ValueArray<string> Techniques { get; init; }

    [Id(11)] public ValueArray<string> Tactics { get; init; }

    /// <summary>Event ids.</summary>
    [Id(12)] public ValueArray<string> Evidence { get; init; }

    [Id(13)] public required Explanation Explanation { get; init; }

    /// <summary>Signals of one family on one subject make one alert (<c>anomalous-network-traffic</c>).</summary>
    [Id(14)] public string Family { get; init; } = string.Empty;

    [Id(15)] public string? SuppressedBy { get; init; }

    /// <summary>Time of the last evidence.</summary>
    [Id(16)] public DateTimeOffset LastTime { get; init; }

    /// <summary>The subject the alert groups by.</summary>
    public EntityId Subject => Entities.IsEmpty ? EntityId.None : Entities[0];

    /// <summary>The id of the signal of <paramref name="rule"/> on <paramref name="subject"/> at <paramref name="anchor"/>.</summary>
    public static string IdOf(string rule, EntityId subject, string anchor) => StableHash.Id("sig", rule, subject.Value, anchor);
}
