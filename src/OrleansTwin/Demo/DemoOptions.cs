namespace OrleansTwin.Demo;

/// <summary>What <c>twin demo</c> was asked to do.</summary>
/// <param name="Speed">How many times as fast as made for watching.</param>
/// <param name="Exit">End by itself when the scenario has been played.</param>
internal sealed record DemoOptions(string? Data, IReadOnlyList<string> Urls, ulong Seed, double Speed, bool Exit, string? Write);
