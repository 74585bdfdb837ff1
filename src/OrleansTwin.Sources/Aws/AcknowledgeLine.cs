using System.Globalization;
using System.Threading.Channels;
using Amazon.SQS;
using Amazon.SQS.Model;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Sources.Aws;

/// <summary>
/// Acknowledges messages whose records are in a cut: their units go to the ledger in one sync, then they are deleted, ten to a call. A message
/// that cannot be deleted comes again, and its units are then known.
/// </summary>
internal sealed class AcknowledgeLine(IAmazonSQS sqs, string queue, AwsLimits limits, FinishedUnits finished, TimeProvider clock, Action<string> tell)
{
    private const int BatchMax = 10;

    // Bounded by the messages that may be held.
    private readonly Channel<HeldMessage> _line = Channel.CreateUnbounded<HeldMessage>(new() { SingleReader = true });

    public void Add(HeldMessage held) => _line.Writer.TryWrite(held);

    public async Task RunAsync(Action<HeldMessage, bool> acknowledged, CancellationToken cancellationToken)
    {
        while (await _line.Reader.WaitToReadAsync(cancellationToken))
        {
            // Gathers what becomes durable together: one sync of the ledger and one call for ten.
            await Task.Delay(limits.AcknowledgeGather, clock, cancellationToken);
            var some = new List<HeldMessage>();
            while (some.Count < limits.MessagesHeldMax && _line.Reader.TryRead(out var held))
            {
                some.Add(held);
            }

            await finished.AddAsync([.. some.SelectMany(static held => held.Finished)]);
            foreach (var batch in some.Chunk(BatchMax))
            {
                await DeleteAsync(batch, acknowledged, cancellationToken);
            }
        }
    }

    private async Task DeleteAsync(HeldMessage[] batch, Action<HeldMessage, bool> acknowledged, CancellationToken cancellationToken)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var answer = await sqs.DeleteMessageBatchAsync(queue, [.. batch.Select(static (held, index) => new DeleteMessageBatchRequestEntry(NameOf(index), held.Receipt))], cancellationToken);
            failed.UnionWith((answer.Failed ?? []).Select(static entry => entry.Id));
        }
        catch (Exception error) when (AwsFault.IsFault(error) && !cancellationToken.IsCancellationRequested)
        {
            tell($"{batch.Length} messages could not be deleted and will come again: {AwsFault.Of(error, "the queue").Words}");
            failed.UnionWith(batch.Select(static (_, index) => NameOf(index)));
        }

        for (var index = 0; index < batch.Length; index++)
        {
            acknowledged(batch[index], !failed.Contains(NameOf(index)));
        }
    }

    private static string NameOf(int index) => index.ToString(CultureInfo.InvariantCulture);
}
