using OrleansTwin.Model.Changes;

namespace OrleansTwin.Normalization.Entries;

/// <summary>See <see cref="Cascade"/>.</summary>
internal sealed record CascadeSpec(string ChildType, RelationKind Via, string? Attribute, string? Value, string Basis);
