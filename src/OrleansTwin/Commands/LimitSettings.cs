using System.Globalization;
using Microsoft.Extensions.Configuration;
using OrleansTwin.Ingest;
using OrleansTwin.Sources.Aws;
using OrleansTwin.Sources.Kafka;

namespace OrleansTwin.Commands;

/// <summary>Reads <c>Sources:Limits</c>: what is not given keeps its default, what is given must lie in its range.</summary>
internal sealed class LimitSettings(IConfigurationSection section, List<string> problems)
{
    private const long MiB = 1024 * 1024;

    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public AwsLimits Aws()
    {
        var limits = new AwsLimits();
        return limits with
        {
            ObjectsAtOnce = (int)Number("ObjectsAtOnce", 1, 256, limits.ObjectsAtOnce),
            MessagesHeldMax = (int)Number("MessagesHeldMax", 20, 100_000, limits.MessagesHeldMax),
            ReceiversPerQueue = (int)Number("ReceiversPerQueue", 1, 16, limits.ReceiversPerQueue),
            LongPoll = Time("LongPollSeconds", 0, 20, limits.LongPoll),
            Visibility = Time("VisibilitySeconds", 3, 43_200, limits.Visibility),
            RetryLeast = Time("RetrySeconds", 1, 3_600, limits.RetryLeast),
            ReceivesMax = (int)Number("ReceivesMax", 1, 1_000, limits.ReceivesMax),
            StallAfter = Time("StallSeconds", 1, 600, limits.StallAfter),
            BackfillHeldMax = (int)Number("BackfillHeldMax", 1, 100_000, limits.BackfillHeldMax),
            Reading = limits.Reading with { DecompressedBytesMax = Number("DecompressedMiBMax", 1, 1_048_576, limits.Reading.DecompressedBytesMax / MiB) * MiB },
        };
    }

    public KafkaLimits Kafka()
    {
        var limits = new KafkaLimits();
        return limits with { MessagesHeldMax = (int)Number("KafkaMessagesHeldMax", 1, 100_000, limits.MessagesHeldMax) };
    }

    public IntakeLimits Intake()
    {
        var limits = new IntakeLimits();
        return limits with { UndurableBytesMax = Number("UndurableMiBMax", 1, 1_048_576, limits.UndurableBytesMax / MiB) * MiB };
    }

    public ReceiverLimits Receiving()
    {
        var limits = new ReceiverLimits();
        return limits with
        {
            BodyBytesMax = Number("HttpBodyMiBMax", 1, 1_024, limits.BodyBytesMax / MiB) * MiB,
            RequestsMax = (int)Number("HttpRequestsMax", 1, 10_000, limits.RequestsMax),
        };
    }

    /// <summary>Names what was given and is no limit.</summary>
    public void Rest()
    {
        foreach (var child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
        {
            problems.Add($"{child.Path}: is no key; allowed are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    private TimeSpan Time(string key, long least, long most, TimeSpan otherwise) => TimeSpan.FromSeconds(Number(key, least, most, (long)otherwise.TotalSeconds));

    private long Number(string key, long least, long most, long otherwise)
    {
        _known.Add(key);
        if (section[key] is not { } text)
        {
            return otherwise;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(FormattableString.Invariant($"{section.Path}:{key}: `{text}` is not allowed; expected a whole number from {least} to {most}"));
        return otherwise;
    }
}
