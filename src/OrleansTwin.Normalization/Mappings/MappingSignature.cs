using System.Collections.Immutable;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>
/// What tells a source's records from others: top-level keys that must all be there, keys of which one must be, texts that must occur in
/// the record. A mapping of a built-in format needs none.
/// </summary>
public sealed record MappingSignature(RecordFormat Format, ImmutableArray<string> All, ImmutableArray<string> Any, ImmutableArray<string> Text);
