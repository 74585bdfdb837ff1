namespace OrleansTwin.Access.Exposures;

/// <summary>A well-known port or range and the class of what stands behind it.</summary>
internal sealed class PortEntry
{
    public string Name { get; init; } = string.Empty;

    public string Protocol { get; init; } = "tcp";

    public int From { get; init; }

    public int? To { get; init; }

    public string Class { get; init; } = string.Empty;

    public bool Overlaps(NetworkRule rule) => Protocol == rule.Protocol && From <= rule.To && rule.From <= (To ?? From);
}
