using System.Globalization;
using Amazon.S3.Model;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources.Aws.Messages;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Sources.Aws;

/// <summary>
/// Reads the objects below a prefix, of a range of days, beside the live path. An object that either has finished is not read again, so a
/// backfill goes on after a kill with what is missing, and begins anew at no cost but the listing.
/// </summary>
public sealed class Backfill(BackfillSettings settings, AwsLimits limits, AwsClients clients, ObjectReader objects, IUnitIntake intake, FinishedUnits finished, SourceMeter meter, TimeProvider clock, Action<string> tell) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(limits.BackfillHeldMax);
    private long _listed;
    private long _done;
    private long _refused;

    /// <summary>Returns when every object of the range is durable, known or a dead letter.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        tell($"{settings.Name}: backfill begins");
        string? after = null;
        var rest = new GrowingRest(limits.RestLeast, limits.RestMost, clock);
        while (true)
        {
            try
            {
                var page = await clients.Bucket(settings.Access).ListObjectsV2Async(new ListObjectsV2Request { BucketName = settings.Bucket, Prefix = settings.Prefix, StartAfter = after }, cancellationToken);
                rest.Reset();
                meter.Becomes(SourceState.Reading, Progress());
                foreach (var entry in page.S3Objects ?? [])
                {
                    await BeginAsync(entry, cancellationToken);
                }

                after = page.S3Objects is { Count: > 0 } some ? some[^1].Key : after;
                if (page.IsTruncated != true || page.S3Objects is not { Count: > 0 })
                {
                    break;
                }
            }
            catch (Exception error) when (AwsFault.IsFault(error) && !cancellationToken.IsCancellationRequested)
            {
                Waits(AwsFault.Of(error, "the bucket"));
                await rest.TakeAsync(cancellationToken);
            }
        }

        for (var slot = 0; slot < limits.BackfillHeldMax; slot++)
        {
            await _slots.WaitAsync(cancellationToken);
        }

        meter.Becomes(SourceState.Done, Progress());
        tell($"{settings.Name}: backfill is done: {Progress()}");
    }

    public void Dispose() => _slots.Dispose();

    private async Task BeginAsync(S3Object entry, CancellationToken cancellationToken)
    {
        var written = entry.LastModified is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time.ToUniversalTime(), DateTimeKind.Utc)) : (DateTimeOffset?)null;
        var day = KeyDates.DayOf(entry.Key) ?? (written is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null);
        if (entry.Key.EndsWith('/') || day < settings.From || day > settings.To)
        {
            return;
        }

        Interlocked.Increment(ref _listed);
        await _slots.WaitAsync(cancellationToken);
        _ = ReadAsync(new(settings.Bucket, entry.Key) { ETag = entry.ETag?.Trim('"'), Size = entry.Size, Created = written }, cancellationToken);
        meter.Becomes(SourceState.Reading, Progress());
    }

    private async Task ReadAsync(ObjectRef about, CancellationToken cancellationToken)
    {
        var token = meter.Hold();
        var received = clock.GetUtcNow();
        try
        {
            var rest = new GrowingRest(limits.RestLeast, limits.RestMost, clock);
            while (!await TryAsync(about, received, cancellationToken))
            {
                await rest.TakeAsync(cancellationToken);
            }

            Interlocked.Increment(ref _done);
            meter.Let(token, acknowledged: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The next start reads it.
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>False where the object is to be tried again: what may pass is waited for, however long it takes.</summary>
    private async Task<bool> TryAsync(ObjectRef about, DateTimeOffset received, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await objects.ReadAsync(about, settings.Access, meter, cancellationToken);
            if (outcome.Taken is { } taken)
            {
                await taken.Durable;
                meter.Durable(taken.Latest, outcome.Delivered, received);
            }

            if (outcome.Finished is { } name)
            {
                await finished.AddAsync([name]);
            }

            return true;
        }
        catch (Exception error) when (AwsFault.IsFault(error) && !cancellationToken.IsCancellationRequested)
        {
            var fault = AwsFault.Of(error, "the object");
            if (fault.Kind is AwsFaultKind.Missing or AwsFaultKind.Denied or AwsFaultKind.Archived)
            {
                Interlocked.Increment(ref _refused);
                await intake.RefuseAsync(meter, [new DeadLetter(about.Unit, "object", fault.Words, string.Empty)], cancellationToken);
                return true;
            }

            if (meter.Becomes(SourceState.Waiting, fault.Words))
            {
                tell($"{about.Unit} is tried again: {fault.Words}");
            }

            return false;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            tell($"{about.Unit} is tried again: {error.Message}");
            return false;
        }
    }

    private void Waits(AwsFault fault)
    {
        if (meter.Becomes(SourceState.Waiting, fault.Words))
        {
            tell($"{settings.Name}: waits: {fault.Words}");
        }
    }

    private string Progress() => string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Read(ref _done)} of {Interlocked.Read(ref _listed)} objects listed so far are done, {Interlocked.Read(ref _refused)} of them could not be read");
}
