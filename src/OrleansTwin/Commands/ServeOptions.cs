namespace OrleansTwin.Commands;

/// <summary>What <c>twin serve</c> was asked to do on the command line; the configuration says the rest.</summary>
internal sealed record ServeOptions(string? Config, string? Data, IReadOnlyList<string> Urls, string? Gateway);
