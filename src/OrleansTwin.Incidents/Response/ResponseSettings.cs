namespace OrleansTwin.Incidents.Response;

/// <summary>What the configuration says of response (<c>response</c> of the configuration file).</summary>
/// <param name="Protected">More ids or name patterns (<c>*</c> stands for anything) that no plan may touch.</param>
/// <param name="Values">Values of places: <c>isolationGroups/VPC</c>, <c>quarantinePolicy</c>.</param>
public sealed record ResponseSettings(IReadOnlyList<string> Protected, IReadOnlyDictionary<string, string> Values)
{
    public static ResponseSettings None { get; } = new([], new Dictionary<string, string>(StringComparer.Ordinal));
}
