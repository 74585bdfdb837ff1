using System.Collections.Immutable;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Views;

/// <summary>An entity's configuration and relations as of a position: a fold over its change log.</summary>
public sealed record ConfigView
{
    // Before the statics that use it.
    private static readonly ImmutableSortedDictionary<string, AttributeView> NoAttributes = ImmutableSortedDictionary.Create<string, AttributeView>(StringComparer.Ordinal);

    public static ConfigView Nothing { get; } = new();

    public EntityLife Life { get; init; }

    public string Type { get; init; } = string.Empty;

    public string? Name { get; init; }

    public string? Region { get; init; }

    public string? Account { get; init; }

    public string? Incarnation { get; init; }

    public ImmutableSortedDictionary<string, AttributeView> Attributes { get; init; } = NoAttributes;

    public ImmutableList<RelationView> Relations { get; init; } = [];

    /// <summary>Strongest basis of any change so far.</summary>
    public KnowledgeBasis Basis { get; init; }

    /// <summary>Position of the last whole snapshot or whole creation of this incarnation.</summary>
    public EventOrder? WholeAt { get; init; }

    /// <summary>Whole by a snapshot; a creation in the log alone cannot prove that nothing was missed.</summary>
    public bool WholeBySnapshot { get; init; }

    /// <summary>The creation of this incarnation was seen, and no call since then that may have changed it without telling.</summary>
    public EventOrder? CreatedAt { get; init; }

    public EventOrder? LastAt { get; init; }

    /// <summary>Distinct changes folded in (references left out).</summary>
    public int Version { get; init; }

    public AttributeView? Attribute(string path) => Attributes.GetValueOrDefault(path);

    /// <summary>The attribute's value, or null where it is not known or empty; ask <see cref="IsKnown"/> to tell.</summary>
    public string? Value(string path) => Attribute(path)?.Value;

    public bool IsKnown(string path) => Attribute(path) is { Known: true };

    public IEnumerable<RelationView> RelationsOf(RelationKind kind) => Relations.Where(relation => relation.Kind == kind);
}
