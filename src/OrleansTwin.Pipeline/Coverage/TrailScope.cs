using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A trail as far as the twin knows it. Null is not known.</summary>
/// <param name="Home">Region of its ARN.</param>
/// <param name="ChangedAt">Time of the last change seen of it; the least time where only a snapshot tells of it.</param>
public sealed record TrailScope(EntityId Id, string Account, string Home, bool? MultiRegion, bool? Organization, bool? Logging, TrailSelectors? Selectors, string? Bucket, DateTimeOffset ChangedAt)
{
    public const string Type = "AWS::CloudTrail::Trail";

    public static TrailScope Of(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var home = Arn.TryParse(id.Value, out var arn) ? arn.Region : view.Region ?? string.Empty;
        // A trail without selectors of its own records all management events: a snapshot says it has none, or it was created in sight and never given any.
        var selectors = view.IsKnown("eventSelectors") ? TrailSelectors.Parse(view.Value("eventSelectors"))
            : view.Attribute("eventSelectors") is null && (Flag("hasCustomEventSelectors") == false || view.CreatedAt is not null) ? TrailSelectors.Default : null;
        return new(id, id.AccountOf(), home, Flag("isMultiRegionTrail"), Flag("isOrganizationTrail"), Flag("logging"), selectors, Text(view.Value("s3BucketName")), new(view.LastAt?.Ticks ?? 0, TimeSpan.Zero));

        bool? Flag(string path) => view.IsKnown(path) ? view.Value(path) switch { "true" => true, "false" => false, _ => null } : null;
    }

    /// <summary>Whether it takes records of the account and region, whatever they are.</summary>
    /// <param name="organised">Accounts known to be in one organization.</param>
    public bool? Reaches(string account, string region, IReadOnlySet<string> organised)
    {
        bool? ofAccount = account.Length == 0 ? null : account == Account ? true
            : Organization == true ? organised.Contains(account) && organised.Contains(Account) ? true : null
            : Organization;
        bool? ofRegion = MultiRegion == true || region == Home ? true : region.Length == 0 ? null : MultiRegion;
        return Ternary.All([ofAccount, ofRegion]);
    }

    /// <summary>Whether it records such a call of the account and region now.</summary>
    public bool? Records(RecordedCall call, string account, string region, IReadOnlySet<string> organised) =>
        Ternary.All([Reaches(account, region, organised), Logging, Selectors?.Records(call)]);

    /// <summary>What of it is not known that decides.</summary>
    public IEnumerable<string> Missing(RecordedCall call)
    {
        if (Logging is null)
        {
            yield return "logging";
        }

        if (Selectors is null || Selectors.Records(call) is null)
        {
            yield return "eventSelectors";
        }

        if (MultiRegion is null)
        {
            yield return "isMultiRegionTrail";
        }

        if (Organization is null)
        {
            yield return "isOrganizationTrail";
        }
    }

    private static string? Text(string? json) => json?.Trim('"');
}
