namespace OrleansTwin.Normalization.Text;

/// <summary>
/// Texts that stand where the log took a value out. They are "not known", never one shared value (log-facts §3).
/// </summary>
public static class Hidden
{
    private static readonly string[] Marks = ["HIDDEN_DUE_TO_SECURITY_REASONS", "<sensitiveDataRemoved>", "Value hidden due to security reasons.", "***", "****"];

    public static bool Is(string? text) => text is not null && Array.IndexOf(Marks, text) >= 0;

    /// <summary>A value of which parts were starred out by whoever shared the record (<c>AKIA****</c>).</summary>
    public static bool IsPartly(string text) => text.Contains("***", StringComparison.Ordinal) || Is(text);
}
