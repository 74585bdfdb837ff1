using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization;

/// <summary>
/// What the service does to dependants when an entity is deleted, where the record does not name them: every entity of
/// <paramref name="ChildType"/> with relation <paramref name="Via"/> to <paramref name="Parent"/> is deleted.
/// </summary>
/// <param name="Parent">The deleted entity.</param>
/// <param name="ChildType">Type of the dependants.</param>
/// <param name="Via">Relation that the dependant carries.</param>
/// <param name="Attribute">Only dependants whose attribute is known to be <paramref name="Value"/>; if it is not known, their life becomes unknown. Null: all.</param>
/// <param name="Value">JSON text the attribute must have.</param>
/// <param name="Basis">Where the behaviour is documented.</param>
public sealed record Cascade(EntityId Parent, string ChildType, RelationKind Via, string? Attribute, string? Value, string Basis);
