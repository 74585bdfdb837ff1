using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>
/// When a CloudTrail log file was delivered: its name says so to the minute (AWS CloudTrail User Guide, "CloudTrail log file name format":
/// <c>AccountID_CloudTrail_RegionName_YYYYMMDDTHHmmZ_UniqueString.json.gz</c>).
/// </summary>
internal static partial class DeliveryTimes
{
    /// <summary>Null where the name is not of that form.</summary>
    public static DateTimeOffset? Of(string unit) =>
        Name().Match(unit) is { Success: true } found
        && DateTimeOffset.TryParseExact(found.Groups[1].Value, "yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    [GeneratedRegex(@"_CloudTrail_[a-z0-9-]{1,32}_([0-9]{8}T[0-9]{4}Z)_[A-Za-z0-9]{1,64}\.json", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Name();
}
