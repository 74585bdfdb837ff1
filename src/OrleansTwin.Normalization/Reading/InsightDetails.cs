namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// An Insights record has no call of its own: the name and source it is about stand in <c>insightDetails</c>.
/// Source: "CloudTrail record contents for Insights events".
/// </summary>
internal static class InsightDetails
{
    public static (string? Name, string? Source) NameOf(ReadOnlySpan<byte> details) =>
        (RawJson.Text(details, "eventName"u8), RawJson.Text(details, "eventSource"u8));
}
