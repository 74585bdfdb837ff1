using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Entries;

/// <summary>Access to contents; with <paramref name="Inside"/> the entity is the container of what was accessed.</summary>
internal sealed record DataSpec(DataVerb Verb, bool Inside, Guarded<RefExpr> Entity);
