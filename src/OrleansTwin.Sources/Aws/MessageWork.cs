using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources.Aws.Messages;
using OrleansTwin.Sources.Diagnostics;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Sources.Aws;

/// <summary>
/// The steps of one message: read what it says, read the objects it names (or the record it is), wait until all of it is durable.
/// What cannot be read now is tried again in place as long as it may pass, else with the message; what never can is a dead letter.
/// </summary>
internal sealed class MessageWork(QueueSettings settings, AwsLimits limits, ObjectReader objects, IUnitIntake intake, SourceMeter meter, TimeProvider clock, Action<string> tell)
{
    /// <summary>True when the message may be acknowledged, false when it is to come again.</summary>
    public async Task<bool> DoAsync(HeldMessage held, CancellationToken cancellationToken)
    {
        switch (QueueMessageReader.Read(held.Body))
        {
            case QueueMessage.Objects(var refs):
                return await ObjectsAsync(held, refs, cancellationToken);
            case QueueMessage.Record(var body):
                return await RecordAsync(held, body, cancellationToken);
            case QueueMessage.Unreadable(var reason):
                await RefuseAsync(held, reason, cancellationToken);
                return true;
            default:
                return true;
        }
    }

    private async Task<bool> ObjectsAsync(HeldMessage held, IReadOnlyList<ObjectRef> refs, CancellationToken cancellationToken)
    {
        var durable = new List<Task>();
        foreach (var about in refs)
        {
            if (settings.Buckets.Count > 0 && !settings.Buckets.Contains(about.Bucket))
            {
                await intake.RefuseAsync(meter, [new DeadLetter(about.Unit, "object", "the bucket is not among those this queue may name (buckets in its configuration)", string.Empty)], cancellationToken);
                continue;
            }

            var (done, outcome) = await ObjectAsync(held, about, cancellationToken);
            if (!done)
            {
                return false;
            }

            if (outcome?.Finished is { } finished)
            {
                held.Finished.Add(finished);
            }

            held.Delivered = outcome?.Delivered ?? held.Delivered;
            if (outcome?.Taken is { } taken)
            {
                held.LatestEvent = taken.Latest > held.LatestEvent || held.LatestEvent is null ? taken.Latest : held.LatestEvent;
                durable.Add(taken.Durable);
            }
        }

        await Task.WhenAll(durable);
        return true;
    }

    /// <summary>Whether the message may go on; where the object was given up as a dead letter there is no outcome.</summary>
    private async Task<(bool Done, ObjectOutcome? Outcome)> ObjectAsync(HeldMessage held, ObjectRef about, CancellationToken cancellationToken)
    {
        var rest = new GrowingRest(limits.RestLeast, limits.RestMost, clock);
        for (var tries = 1; ; tries++)
        {
            AwsFault fault;
            try
            {
                return (true, await objects.ReadAsync(about, settings.Access, meter, cancellationToken));
            }
            catch (Exception error) when (AwsFault.IsFault(error) && !cancellationToken.IsCancellationRequested)
            {
                fault = AwsFault.Of(error, "the object");
            }

            if (fault.Kind is AwsFaultKind.Missing or AwsFaultKind.Denied or AwsFaultKind.Archived)
            {
                if (held.Receives < limits.ReceivesMax)
                {
                    return (false, null);
                }

                await intake.RefuseAsync(meter, [new DeadLetter(about.Unit, "object", fault.Words, string.Empty)], cancellationToken);
                return (true, null);
            }

            // Not given back at once: each receipt counts against the queue's own limit, and what passes is nobody's fault.
            if (tries == limits.TriesInPlaceMax)
            {
                tell($"{about.Unit} is put back: {fault.Words}");
                return (false, null);
            }

            if (tries == 1)
            {
                tell($"{about.Unit} is tried again: {fault.Words}");
            }

            await rest.TakeAsync(cancellationToken);
        }
    }

    private async Task<bool> RecordAsync(HeldMessage held, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var unit = $"{settings.Name}/{held.Id}";
        var taken = await intake.TakeAsync(meter, RecordReader.ReadFile(new MemoryStream(body.ToArray(), writable: false), unit, limits.Reading), cancellationToken);
        if (taken.Skipped is not null)
        {
            await RefuseAsync(held, "the message is neither a notification of an object nor a record of a known format", cancellationToken);
            return true;
        }

        held.LatestEvent = taken.Latest;
        await taken.Durable;
        return true;
    }

    private Task RefuseAsync(HeldMessage held, string reason, CancellationToken cancellationToken) =>
        intake.RefuseAsync(meter, [new DeadLetter(settings.Name, $"message {held.Id}", reason, MaskedSnippet.Of(held.Body))], cancellationToken);
}
