using System.Collections.Immutable;

namespace OrleansTwin.Access.Conditions;

/// <summary>What an evaluation met on its way: keys not known, conditions left open, values it could not read.</summary>
public sealed class EvaluationNotes
{
    /// <summary>Most notes of each kind.</summary>
    public const int NotesMax = 64;

    private List<string>? _missing;
    private List<string>? _conditions;
    private List<string>? _errors;

    public ImmutableArray<string> MissingKeys => Sorted(_missing);

    public ImmutableArray<string> OpenConditions => Sorted(_conditions);

    public ImmutableArray<string> Errors => Sorted(_errors);

    public void AddMissingKey(string key) => Add(ref _missing, key);

    public void AddCondition(string condition) => Add(ref _conditions, condition);

    public void AddError(string error) => Add(ref _errors, error);

    private static void Add(ref List<string>? list, string text)
    {
        list ??= [];
        if (list.Count < NotesMax && !list.Contains(text, StringComparer.Ordinal))
        {
            list.Add(text);
        }
    }

    private static ImmutableArray<string> Sorted(List<string>? list) =>
        list is null ? [] : [.. list.Order(StringComparer.Ordinal)];
}
