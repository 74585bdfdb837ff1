namespace OrleansTwin.Access.Exposures;

/// <summary>The file <c>ports.yaml</c> as it stands.</summary>
internal sealed class PortTable
{
    public Dictionary<string, string> Classes { get; init; } = [];

    public List<PortEntry> Ports { get; init; } = [];

    public Dictionary<string, int> InternetPrefixMax { get; init; } = [];

    public List<string> Private { get; init; } = [];

    public List<string> GroupPrefixes { get; init; } = [];

    public List<string> PrefixListPrefixes { get; init; } = [];
}
