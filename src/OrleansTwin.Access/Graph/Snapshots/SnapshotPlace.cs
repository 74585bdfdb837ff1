using System.Text.RegularExpressions;

namespace OrleansTwin.Access.Graph.Snapshots;

/// <summary>
/// What a file's path tells beside its content: <c>…/ACCOUNT/REGION/SERVICE-COMMAND/ARGUMENT.json</c> or <c>SERVICE-COMMAND.json</c>, as
/// collectors lay their output out. The argument may be URL-encoded.
/// </summary>
internal sealed partial record SnapshotPlace(string? Account, string? Region, string? Call, string? Argument)
{
    private const int SegmentsMax = 8;

    public static SnapshotPlace Of(string path)
    {
        var segments = path.Split('/', '\\').TakeLast(SegmentsMax).ToArray();
        string? account = null, region = null, call = null, argument = null;
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = i == segments.Length - 1 && segments[i].EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? segments[i][..^".json".Length] : segments[i];
            if (Calls().Match(segment) is { Success: true } match)
            {
                // `…/s3/get-bucket-policy/NAME.json` says the same as `…/s3-get-bucket-policy/NAME.json`.
                (call, argument) = (match.Groups["service"].Success || i == 0 ? match.Value : $"{segments[i - 1]}-{match.Value}", null);
            }
            else if (AccountId().IsMatch(segment))
            {
                account = segment;
            }
            else if (RegionName().IsMatch(segment))
            {
                region = segment;
            }
            else if (call is not null)
            {
                argument = argument is null ? Decoded(segment) : $"{argument}/{Decoded(segment)}";
            }
        }

        return new(account, region, call, argument);
    }

    private static string Decoded(string segment) => Uri.UnescapeDataString(segment);

    [GeneratedRegex("^(?:(?<service>[a-z0-9]+)-)?(?:describe|list|get|batch-get|search)-[a-z0-9-]+$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Calls();

    [GeneratedRegex("^[0-9]{12}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex AccountId();

    [GeneratedRegex("^[a-z]{2}(?:-[a-z]{3,5})?-[a-z]{4,10}-[0-9]$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex RegionName();
}
