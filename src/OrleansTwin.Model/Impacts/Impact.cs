using Orleans;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Signals;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Impacts;

/// <summary>What one change made possible or impossible, for whom, and why.</summary>
[GenerateSerializer, Immutable, Alias("ot.impact")]
public sealed record Impact
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required DateTimeOffset Time { get; init; }

    /// <summary>Event id of the change.</summary>
    [Id(2)] public required string Change { get; init; }

    [Id(3)] public required EntityId Resource { get; init; }

    [Id(4)] public EntityId Actor { get; init; }

    [Id(5)] public Severity Severity { get; init; }

    [Id(6)] public Certainty Certainty { get; init; }

    /// <summary>What a <c>possible</c> impact takes for granted, one sentence each.</summary>
    [Id(7)] public ValueArray<string> Assumes { get; init; }

    [Id(8)] public ValueArray<FindingKind> Findings { get; init; }

    /// <summary>JSON text of the attributes before, as far as known.</summary>
    [Id(9)] public string? Before { get; init; }

    [Id(10)] public string? After { get; init; }

    [Id(11)] public ValueArray<Gain> Gained { get; init; }

    [Id(12)] public ValueArray<Gain> Lost { get; init; }

    [Id(13)] public ValueArray<string> PathsOpened { get; init; }

    [Id(14)] public ValueArray<string> PathsClosed { get; init; }

    /// <summary>False when a bound on hops or fan-out cut the spread.</summary>
    [Id(15)] public bool Complete { get; init; } = true;

    /// <summary>Rows of gained and lost left out.</summary>
    [Id(16)] public int More { get; init; }

    /// <summary>One sentence a person understands.</summary>
    [Id(17)] public string Text { get; init; } = string.Empty;

    /// <summary>API that made the change.</summary>
    [Id(18)] public string Action { get; init; } = string.Empty;

    /// <summary>Finding per sentence: the reasons, one for each finding.</summary>
    [Id(19)] public ValueArray<string> Reasons { get; init; }

    /// <summary>Entities the impact reached.</summary>
    [Id(20)] public ValueArray<EntityId> Reached { get; init; }

    public static string IdOf(string changeEvent, EntityId resource) => StableHash.Id("imp", changeEvent, resource.Value);
}
