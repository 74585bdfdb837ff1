using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>A time in which a log recorded nothing or less, as the records themselves say.</summary>
/// <param name="To">Left out: until the end of the records.</param>
/// <param name="Events">Records that say so.</param>
public sealed record GapRow(string Source, DateTimeOffset From, DateTimeOffset? To, string What, string Why, string HowToEnable, ValueArray<string> Events) : CoverageRow("gap")
{
    public override (string About, string Seen, string Why) ToCells() => (What, "less", Why);
}
