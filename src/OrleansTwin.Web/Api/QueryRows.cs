using System.Text.Json;
using OrleansTwin.Grains.Abstractions;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Web.Api;

/// <summary>A query's answer as the API gives it: rows are JSON objects as lines of the result files.</summary>
internal sealed record QueryRows(LiveStamp? Stamp, string Source, IReadOnlyList<JsonElement> Rows, ValueArray<string> CountBy, ValueArray<QueryCount> Counts, int Total, int Undecided, int NotCounted)
{
    public static QueryRows Of(QueryAnswer answer) => new(
        answer.Stamp,
        answer.Source,
        [.. answer.Rows.Select(static row => JsonElement.Parse(row, new() { MaxDepth = 64 }))],
        answer.CountBy,
        answer.Counts,
        answer.Total,
        answer.Undecided,
        answer.NotCounted);
}
