namespace OrleansTwin.Detection.Behavior;

/// <summary>Word lists of the behaviour rules.</summary>
public sealed record BehaviorLists
{
    /// <summary>Destination ports of administration and databases.</summary>
    public IReadOnlyList<int> AdminPorts { get; init; } = [];

    /// <summary>First words of API names that only read.</summary>
    public IReadOnlyList<string> ReadVerbs { get; init; } = [];

    /// <summary>Actions (<c>service:Action</c>, a trailing <c>*</c> ends a prefix) that hand out or widen power.</summary>
    public IReadOnlyList<string> AdminActions { get; init; } = [];

    /// <summary>Whether the call only reads, by its verb: a name that goes on in lower case (<c>Gettysburg</c>) is another word.</summary>
    public bool Reads(string action)
    {
        var name = action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return ReadVerbs.Any(verb => name.StartsWith(verb, StringComparison.Ordinal) && (name.Length == verb.Length || !char.IsAsciiLetterLower(name[verb.Length])));
    }

    public bool IsAdmin(string? action) => action is not null && AdminActions.Any(pattern =>
        pattern.EndsWith('*')
            ? action.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
            : action == pattern);
}
