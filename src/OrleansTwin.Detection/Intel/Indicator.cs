namespace OrleansTwin.Detection.Intel;

/// <summary>One indicator of one source.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Value">Normal form: addresses as prefix, domains and hashes in lower case.</param>
/// <param name="Source">The set it comes from.</param>
/// <param name="Description">What the source says of it; may be empty.</param>
/// <param name="IsKnownGood">From a list of things that are not worth an alarm: it lowers, never raises.</param>
/// <param name="ValidFrom">Event times before it do not match; null: always valid.</param>
/// <param name="ValidUntil">Event times from it on do not match; null: no end.</param>
public sealed record Indicator(
    IndicatorKind Kind,
    string Value,
    string Source,
    string Description = "",
    bool IsKnownGood = false,
    DateTimeOffset? ValidFrom = null,
    DateTimeOffset? ValidUntil = null)
{
    public bool IsValidAt(DateTimeOffset? at) =>
        at is null || ((ValidFrom is null || at >= ValidFrom) && (ValidUntil is null || at < ValidUntil));
}
