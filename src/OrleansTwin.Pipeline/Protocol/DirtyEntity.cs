namespace OrleansTwin.Pipeline.Protocol;

/// <summary>The newest state of an entity that a cut has yet to hold, and what the answers since the last cut said of its versions.</summary>
/// <param name="From">Least version an answer was applied to.</param>
/// <param name="Steps">Sum of the versions' steps.</param>
/// <param name="Version">Version of <paramref name="State"/>, the greatest answered.</param>
public readonly record struct DirtyEntity<TState>(TState State, long From, long Steps, long Version)
{
    public DirtyEntity(EntityAnswer<TState> first)
        : this(first.State, first.Before, first.After - first.Before, first.After)
    {
    }

    public DirtyEntity<TState> With(EntityAnswer<TState> answer) => new(
        answer.After > Version ? answer.State : State,
        Math.Min(From, answer.Before),
        Steps + answer.After - answer.Before,
        Math.Max(Version, answer.After));

    /// <summary>
    /// The answers make one chain. If not, two parts were applied to one version: the effect of one is missing in the state.
    /// </summary>
    public bool IsWhole => From + Steps == Version;
}
