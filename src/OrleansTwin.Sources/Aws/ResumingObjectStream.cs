using Amazon.S3;
using Amazon.S3.Model;
using OrleansTwin.Sources.Compression;

namespace OrleansTwin.Sources.Aws;

/// <summary>
/// The content of an object, read forwards. A download that is cut or stands still goes on from where it was, of the same version of the
/// object; after so many times it fails with an <see cref="IOException"/>. Reading blocks the thread, but never longer than the limits say.
/// </summary>
internal sealed class ResumingObjectStream : ForwardStream
{
    private const int BufferBytes = 64 * 1024;

    private readonly IAmazonS3 _s3;
    private readonly GetObjectRequest _request;
    private readonly AwsLimits _limits;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stopping;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly string _etag;
    private readonly long _length;
    private Stream? _content;
    private GetObjectResponse? _response;
    private ReadOnlyMemory<byte> _filled;
    private long _received;
    private int _resumes;

    public ResumingObjectStream(IAmazonS3 s3, GetObjectRequest request, GetObjectResponse response, AwsLimits limits, TimeProvider clock, CancellationToken stopping)
    {
        (_s3, _request, _limits, _clock, _stopping) = (s3, request, limits, clock, stopping);
        (_etag, _length, _content, _response) = (response.ETag, response.ContentLength, response.ResponseStream, response);
    }

    public override long Count => _received - _filled.Length;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (_filled.IsEmpty && _received < _length)
        {
            Fill();
        }

        var read = Math.Min(buffer.Length, _filled.Length);
        _filled.Span[..read].CopyTo(buffer);
        _filled = _filled[read..];
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Drop();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        try
        {
            _content ??= Wait(ReopenAsync);
            var read = Wait(token => _content.ReadAsync(_buffer, token).AsTask());
            if (read == 0)
            {
                throw new IOException("The download ended before its end.");
            }

            _received += read;
            _filled = _buffer.AsMemory(0, read);
        }
        catch (Exception error) when (AwsFault.IsFault(error) && Passes(error))
        {
            Drop();
            if (++_resumes > _limits.ResumesMax)
            {
                throw new IOException("The download was cut too often.", error);
            }

            Rest();
        }
    }

    private static bool Passes(Exception error) => AwsFault.Of(error, "the object").Kind is AwsFaultKind.Passing or AwsFaultKind.Throttled
        && error is not AmazonS3Exception { StatusCode: System.Net.HttpStatusCode.PreconditionFailed };

    private async Task<Stream> ReopenAsync(CancellationToken cancellationToken)
    {
        var rest = new GetObjectRequest { BucketName = _request.BucketName, Key = _request.Key, VersionId = _request.VersionId, ByteRange = new(_received, _length - 1), EtagToMatch = _etag };
        var response = await _s3.GetObjectAsync(rest, cancellationToken);
        _response = response;
        if (response.ContentLength != _length - _received)
        {
            throw new IOException("The server gives another part of the object than was asked for.");
        }

        return response.ResponseStream;
    }

    /// <summary>Framing is synchronous, so a reader's thread waits here; a stream that stands still ends the wait.</summary>
    private T Wait<T>(Func<CancellationToken, Task<T>> work)
    {
        using var stalled = new CancellationTokenSource(_limits.StallAfter, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, _stopping);
        try
        {
            return work(either.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            throw new TimeoutException("The download stands still.");
        }
    }

    private void Rest()
    {
        _ = _stopping.WaitHandle.WaitOne(_limits.ResumeRest * Math.Pow(2, _resumes - 1));
        _stopping.ThrowIfCancellationRequested();
    }

    private void Drop()
    {
        _response?.Dispose();
        (_response, _content) = (null, null);
    }
}
