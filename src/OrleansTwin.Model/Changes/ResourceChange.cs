using Orleans;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Model.Changes;

/// <summary>
/// What one event says about one entity. Changes of distinct events commute: they are kept in canonical order in the entity's log.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.change")]
public sealed record ResourceChange
{
    [Id(0)] public required EntityRef Entity { get; init; }

    [Id(1)] public required EventOrder At { get; init; }

    [Id(2)] public required ChangeKind Kind { get; init; }

    [Id(3)] public KnowledgeBasis Basis { get; init; }

    [Id(4)] public ValueArray<AttributeChange> Attributes { get; init; }

    [Id(5)] public ValueArray<RelationChange> Relations { get; init; }

    /// <summary>The record holds the whole state of the entity (a creation with defaults in the response, a snapshot item).</summary>
    [Id(6)] public bool Whole { get; init; }

    /// <summary>Unique id of the incarnation this change belongs to (AROA…, AIDA…), where the record says it.</summary>
    [Id(7)] public string? Incarnation { get; init; }

    /// <summary>Display name, where told.</summary>
    [Id(8)] public string? Name { get; init; }

    /// <summary>API that made the change, <c>service:Action</c>; <c>snapshot</c> for one.</summary>
    [Id(9)] public string Action { get; init; } = string.Empty;

    /// <summary>Principal that made it.</summary>
    [Id(10)] public EntityId Actor { get; init; }

    /// <summary>Region of the entity, where told.</summary>
    [Id(11)] public string? Region { get; init; }

    /// <summary>Account of the entity, where told or implied.</summary>
    [Id(12)] public string? Account { get; init; }

    /// <summary>Says only that the entity was spoken of, as what, and under which names: nothing of it changed.</summary>
    public bool IsMention => Kind == ChangeKind.Refer && Attributes.IsEmpty && Relations.IsEmpty;
}
