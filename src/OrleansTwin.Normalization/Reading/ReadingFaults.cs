using System.Globalization;
using System.Text.Json;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Model.Events;
using OrleansTwin.Sources.Diagnostics;

namespace OrleansTwin.Normalization.Reading;

/// <summary>Dead letters of the readers, and the one fault of text that the JSON reader does not see while it skips.</summary>
internal static class ReadingFaults
{
    public static DeadLetter Letter(SourcePosition position, ReadOnlySpan<byte> record, string reason) =>
        new(position.Unit, string.Create(CultureInfo.InvariantCulture, $"record {position.Index}"), reason, MaskedSnippet.Of(record));

    /// <summary>
    /// Half a surrogate pair as an escape passes as JSON but is no text: every later reader of the raw parts would fail on it.
    /// Records without such an escape cost one search.
    /// </summary>
    public static string? SurrogateFault(ReadOnlySpan<byte> record)
    {
        if (record.IndexOf("\\ud"u8) < 0 && record.IndexOf("\\uD"u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }

        return null;
    }
}
