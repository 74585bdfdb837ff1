using System.Collections.Immutable;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Access.Azure;

/// <summary>
/// A list of operations of a role: <c>*</c> stands for any run of characters, slashes too; case does not matter ("Understand Azure role
/// definitions").
/// </summary>
public sealed class ActionPatterns
{
    private readonly ImmutableArray<(string Text, Glob Glob)> _patterns;

    private ActionPatterns(ImmutableArray<(string, Glob)> patterns) => _patterns = patterns;

    public static ActionPatterns None { get; } = new([]);

    public bool IsEmpty => _patterns.IsEmpty;

    public static ActionPatterns Of(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new([.. texts.Select(static t => (t, Glob.FromCompiled(t.ToLowerInvariant().Replace('*', Glob.Any))))]);
    }

    /// <summary>The first pattern that an operation, in lower case, fits; null where none.</summary>
    public string? Match(string action)
    {
        foreach (var (text, glob) in _patterns)
        {
            if (glob.IsMatch(action))
            {
                return text;
            }
        }

        return null;
    }
}
