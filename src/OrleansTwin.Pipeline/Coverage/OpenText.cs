namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A text known whole, or only how it begins. Answers are null where what is not known decides.</summary>
/// <param name="Known">The text, or its beginning.</param>
/// <param name="IsOpen">Anything may follow, also nothing.</param>
internal readonly record struct OpenText(string Known, bool IsOpen)
{
    /// <summary>Nothing is known of it.</summary>
    public static OpenText Any { get; } = new(string.Empty, true);

    public static OpenText Of(string? text) => text is null ? Any : new(text, false);

    public bool? Is(string other) =>
        !IsOpen ? Known == other : other.StartsWith(Known, StringComparison.Ordinal) ? null : false;

    public bool? StartsWith(string start) =>
        Known.StartsWith(start, StringComparison.Ordinal) ? true : IsOpen && start.StartsWith(Known, StringComparison.Ordinal) ? null : false;

    public bool? EndsWith(string end) => end.Length == 0 ? true : IsOpen ? null : Known.EndsWith(end, StringComparison.Ordinal);
}
