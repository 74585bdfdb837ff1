using System.Collections.Immutable;

namespace OrleansTwin.Normalization.Mappings;

/// <summary>A test record of a mapping file: JSON text, and the fields it must give by name (<c>action</c>, <c>outcome</c>, <c>actor</c>, …).</summary>
public sealed record MappingCase(long Line, string Record, ImmutableArray<KeyValuePair<string, string>> Gives);
