using System.Globalization;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Pipeline.Coverage;

/// <summary>What came of one kind of log of one account, how late, and the gaps that the records tell of.</summary>
/// <param name="Lag">Null: how late it came is not known.</param>
public sealed record SourceRow(string Name, string Account, long Events, long DataEvents, DateTimeOffset From, DateTimeOffset To, MeasuredLag? Lag, ValueArray<string> Gaps) : CoverageRow("source")
{
    public override (string About, string Seen, string Why) ToCells() =>
        (Name, string.Create(CultureInfo.InvariantCulture, $"{Events} events"), Lag is null ? "how late it came is not known" : string.Create(CultureInfo.InvariantCulture, $"half came within {Lag.P50} s, the latest after {Lag.Max} s"));
}
