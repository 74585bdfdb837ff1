using System.Collections.Immutable;

namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>What is known of an attribute: its values, that it is absent (no values), or nothing.</summary>
internal readonly record struct AttributeValue(bool IsKnown, ImmutableArray<string> Values)
{
    public static AttributeValue Unknown => new(false, []);

    public static AttributeValue Absent => new(true, []);

    public bool IsAbsent => IsKnown && Values.IsEmpty;

    public static AttributeValue Of(ImmutableArray<string> values) => new(true, values);
}
