using System.Text.Json;

namespace OrleansTwin.Normalization.Reading;

/// <summary>The record inside an EventBridge envelope (<c>detail</c>), as a slice of the envelope's bytes.</summary>
public static class EventBridgeBody
{
    /// <summary>The slice, or the whole where there is no readable <c>detail</c> object.</summary>
    public static ReadOnlyMemory<byte> DetailOf(ReadOnlyMemory<byte> envelope)
    {
        try
        {
            var reader = new Utf8JsonReader(envelope.Span, new JsonReaderOptions { MaxDepth = ReadingLimits.Default.DepthMax });
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isDetail = reader.ValueTextEquals("detail"u8);
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isDetail)
                {
                    return envelope[start..(int)reader.BytesConsumed];
                }
            }
        }
        catch (JsonException)
        {
            // The reader of the record has said so already.
        }

        return envelope;
    }
}
