using System.Globalization;
using OrleansTwin.Model.Incidents;

namespace OrleansTwin.Incidents.Story;

/// <summary>A time in which a source recorded nothing, or less, as the records themselves say or its rhythm tells.</summary>
/// <param name="Source">Name of the source it lies in (<see cref="EvidenceSource.Name"/>).</param>
/// <param name="To">Null: to the end of the records.</param>
/// <param name="What">What was not recorded.</param>
/// <param name="Why">What the records say of it, with who did it.</param>
/// <param name="Event">Id of the record that says so; empty where none does.</param>
public sealed record SourceGap(string Source, DateTimeOffset From, DateTimeOffset? To, string What, string Why, string HowToEnable, string Event)
{
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => From <= to && (To is null || To >= from);

    /// <summary>The gap as <c>evidence.sources[].gaps[]</c> has it.</summary>
    public override string ToString() => $"{Span}: {What}; {Why}{(Event.Length > 0 ? $" (event {Event})" : string.Empty)}";

    public BlindSpot ToBlindSpot() => new($"{What}, {Span}", Why, HowToEnable);

    private string Span => $"{Time(From)} to {(To is { } to ? Time(to) : "the end of the records")}";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
