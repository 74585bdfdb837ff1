namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A setting that would change what is seen, or a question that would tell.</summary>
/// <param name="What">In words.</param>
/// <param name="Command">To paste; null where a value is missing or not safe to paste.</param>
/// <param name="Document">JSON that the setting takes.</param>
/// <param name="Note">What to mind.</param>
public sealed record Advice(string What, string? Command = null, string? Document = null, string? Note = null);
