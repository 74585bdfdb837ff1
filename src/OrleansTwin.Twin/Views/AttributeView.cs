using System.Collections.Immutable;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Twin.Views;

/// <summary>One attribute as of a position: its value or elements, whether it is known, and by which event.</summary>
/// <param name="Known">False: it changed, or exists, but its value is not in the log.</param>
/// <param name="Ambiguous">Two events that could not be ordered by meaning set different values.</param>
public sealed record AttributeView(
    string Path,
    string? Value,
    ImmutableSortedDictionary<string, string?> Elements,
    bool Known,
    bool Ambiguous,
    EventOrder At,
    KnowledgeBasis Basis)
{
    /// <summary>Shared: most attributes are no sets.</summary>
    public static ImmutableSortedDictionary<string, string?> NoElements { get; } = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>A call that may or may not have had its effect would have changed it.</summary>
    public bool Doubtful { get; init; }

    public bool IsSet => Elements.Count > 0;
}
