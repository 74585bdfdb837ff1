namespace OrleansTwin.Pipeline.Coverage;

/// <summary>How late a log comes by its maker's word.</summary>
/// <param name="Seconds">Typical, never promised.</param>
/// <param name="Words">What is said, and where.</param>
public sealed record LogDelay(int Seconds, string Words);
