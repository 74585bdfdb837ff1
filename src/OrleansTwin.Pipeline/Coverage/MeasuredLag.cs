namespace OrleansTwin.Pipeline.Coverage;

/// <summary>How late records came, in whole seconds, from call to delivered file; nearest rank.</summary>
/// <param name="Count">Records measured.</param>
public sealed record MeasuredLag(int Count, int P50, int P95, int Max)
{
    /// <summary>Null for nothing measured.</summary>
    public static MeasuredLag? Of(IReadOnlyCollection<int> seconds)
    {
        if (seconds.Count == 0)
        {
            return null;
        }

        int[] sorted = [.. seconds.Order()];
        return new(sorted.Length, At(50), At(95), sorted[^1]);

        int At(int percent) => sorted[Math.Max(0, ((sorted.Length * percent) + 99) / 100 - 1)];
    }
}
