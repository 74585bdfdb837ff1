using System.Collections.Frozen;
using System.Text.Json;
using OrleansTwin.Access.Graph.Snapshots;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Pipeline.Snapshots;

/// <summary>
/// Which account and region a described thing is of: its folder or item says so, its owner or an ARN of its own, its zone; else, for the
/// account, all ARNs of the snapshot, where they agree.
/// </summary>
internal sealed class SnapshotPlaces
{
    private const int AccountLength = 12;

    /// <summary>Services whose ARNs carry no region.</summary>
    private static readonly FrozenSet<string> Global = FrozenSet.Create(StringComparer.Ordinal, "iam", "s3", "sts", "organizations", "cloudfront", "route53", "sso", "identitystore");

    private readonly string? _only;

    public SnapshotPlaces(IEnumerable<SnapshotThing> things)
    {
        var accounts = things.Select(static thing => thing.Account ?? AccountTold(thing.Element)).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).ToList();
        _only = accounts.Count == 1 ? accounts[0] : null;
    }

    public string? AccountOf(SnapshotThing thing) => thing.Account ?? AccountTold(thing.Element) ?? _only;

    /// <summary>Empty where nothing tells.</summary>
    public static string RegionOf(SnapshotThing thing) => thing.Region ?? Arns(thing.Element).Select(static arn => arn.Region).FirstOrDefault(static region => region.Length > 0) ?? RegionOfZone(thing.Element) ?? string.Empty;

    public static bool NeedsRegion(EntityId id) => Arn.TryParse(id.Value, out var arn) && arn.Region.Length == 0 && !Global.Contains(arn.Service);

    private static string? AccountTold(JsonElement element) =>
        Text(element, "OwnerId") is { Length: AccountLength } owner && owner.All(char.IsAsciiDigit) ? owner
            : Arns(element).Select(static arn => arn.Account).FirstOrDefault(static account => account.Length == AccountLength);

    // Only its own: an ARN further inside is of something else.
    private static IEnumerable<Arn> Arns(JsonElement element) => element.ValueKind != JsonValueKind.Object ? [] : element.EnumerateObject()
        .Where(static property => property.Name.EndsWith("arn", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.String && !property.Name.Contains("Role", StringComparison.Ordinal) && !property.Name.Contains("Kms", StringComparison.OrdinalIgnoreCase))
        .Select(static property => Arn.TryParse(property.Value.GetString()!, out var arn) ? arn : default)
        .Where(static arn => arn.Value is not null);

    private static string? RegionOfZone(JsonElement element)
    {
        var zone = Text(element, "AvailabilityZone") ?? (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("Instances", out var instances) && instances.ValueKind == JsonValueKind.Array
            ? instances.EnumerateArray().Select(static one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("Placement", out var place) ? Text(place, "AvailabilityZone") : null).FirstOrDefault(static text => text is not null)
            : null);
        return zone is { Length: > 1 } && char.IsAsciiLetter(zone[^1]) && char.IsAsciiDigit(zone[^2]) ? zone[..^1] : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
