namespace OrleansTwin.Pipeline.Coverage;

/// <summary>Which lists of snapshots were complete, by account and region. Nothing listed is what logs alone give.</summary>
/// <param name="Trails">Whether the trails of an account and region were listed.</param>
/// <param name="FlowLogs">The same of flow logs.</param>
public sealed record ListedAnswers(Func<string, string, bool> Trails, Func<string, string, bool> FlowLogs)
{
    public static ListedAnswers None { get; } = new(static (_, _) => false, static (_, _) => false);
}
