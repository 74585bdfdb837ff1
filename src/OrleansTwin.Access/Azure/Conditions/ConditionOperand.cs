using System.Collections.Immutable;

namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>One side of a comparison: an attribute, or values written out.</summary>
internal sealed record ConditionOperand(AttributeReference? Attribute, ImmutableArray<string> Values);
