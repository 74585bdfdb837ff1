using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace OrleansTwin.Sources.Aws;

/// <summary>A message that was received and is neither acknowledged nor put back.</summary>
internal sealed class HeldMessage(Message message, object token, DateTimeOffset received)
{
    public string Id => message.MessageId ?? string.Empty;

    public string Body => message.Body ?? string.Empty;

    public string Receipt => message.ReceiptHandle;

    /// <summary>Times it was received, this one included.</summary>
    public int Receives { get; } = Number(message, MessageSystemAttributeName.ApproximateReceiveCount) is > 0 and < int.MaxValue and var count ? (int)count : 1;

    public DateTimeOffset? Sent { get; } = Number(message, MessageSystemAttributeName.SentTimestamp) is { } milliseconds and > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    public DateTimeOffset Received => received;

    public object Token => token;

    /// <summary>Units the ledger is to know as finished when the message is acknowledged.</summary>
    public List<string> Finished { get; } = [];

    public DateTimeOffset? LatestEvent { get; set; }

    public DateTimeOffset? Delivered { get; set; }

    private static long? Number(Message message, string attribute) =>
        message.Attributes is { } all && all.TryGetValue(attribute, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
