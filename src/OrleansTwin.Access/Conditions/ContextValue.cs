using System.Collections.Immutable;

namespace OrleansTwin.Access.Conditions;

/// <summary>A context key's values and whether they are known.</summary>
public readonly record struct ContextValue(ContextKnowledge Knowledge, ImmutableArray<string> Values)
{
    public static ContextValue Unknown { get; } = new(ContextKnowledge.Unknown, []);

    public static ContextValue Absent { get; } = new(ContextKnowledge.Absent, []);

    public static ContextValue Of(params ImmutableArray<string> values) => new(ContextKnowledge.Present, values);
}
