using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using OrleansTwin.Model.Diagnostics;
using OrleansTwin.Sources.Aws.Messages;
using OrleansTwin.Sources.Intake;

namespace OrleansTwin.Sources.Aws;

/// <summary>
/// Reads objects as files are read: streamed, format by content. At most <see cref="AwsLimits.ObjectsAtOnce"/> at a time, over all sources
/// that share it. What AWS answers instead of an object passes through as the SDK's exception (<see cref="AwsFault"/>).
/// </summary>
public sealed class ObjectReader(AwsClients clients, AwsLimits limits, IUnitIntake intake, FinishedUnits finished, TimeProvider clock) : IDisposable
{
    // Signed lists of a trail's own log files; not records.
    private const string Digests = "/CloudTrail-Digest/";

    private readonly SemaphoreSlim _slots = new(limits.ObjectsAtOnce);

    public async Task<ObjectOutcome> ReadAsync(ObjectRef about, AwsAccess access, SourceMeter meter, CancellationToken cancellationToken)
    {
        if (about.Key.Contains(Digests, StringComparison.Ordinal))
        {
            return new(null, null, about.Created);
        }

        if (about.ETag is { } tag && finished.Contains(about.Finished(tag)))
        {
            meter.Known();
            return new(null, null, about.Created);
        }

        await _slots.WaitAsync(cancellationToken);
        try
        {
            // Framing blocks its thread on the network.
            return await Task.Run(() => ReadHeldAsync(about, access, meter, cancellationToken), cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<ObjectOutcome> ReadHeldAsync(ObjectRef about, AwsAccess access, SourceMeter meter, CancellationToken cancellationToken)
    {
        var s3 = clients.Bucket(about.Region is { } region && access.Endpoint is null ? access with { Region = region } : access);
        var request = new GetObjectRequest { BucketName = about.Bucket, Key = about.Key, VersionId = about.VersionId };
        var response = await s3.GetObjectAsync(request, cancellationToken);
        await using var content = new ResumingObjectStream(s3, request, response, limits, clock, cancellationToken);
        var delivered = about.Created ?? (response.LastModified is { } written ? new DateTimeOffset(DateTime.SpecifyKind(written.ToUniversalTime(), DateTimeKind.Utc)) : null);
        var name = about.Finished(response.ETag?.Trim('"') ?? string.Empty);
        if (finished.Contains(name))
        {
            meter.Known();
            return new(null, null, delivered);
        }

        if (response.ContentLength > limits.Reading.FileBytesMax)
        {
            await intake.RefuseAsync(meter, [new DeadLetter(about.Unit, "object", string.Create(CultureInfo.InvariantCulture, $"the object is larger than {limits.Reading.FileBytesMax} bytes"), string.Empty)], cancellationToken);
            return new(name, null, delivered);
        }

        var taken = await intake.TakeAsync(meter, RecordReader.ReadFile(content, about.Unit, limits.Reading), cancellationToken);
        if (taken.Skipped is { } why)
        {
            await intake.RefuseAsync(meter, [new DeadLetter(about.Unit, "object", why, string.Empty)], cancellationToken);
        }

        return new(name, taken, delivered);
    }
}
