namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>Gives its bytes in pieces of the given sizes, over and over.</summary>
internal sealed class ChoppedStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
{
    private int _next;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, sizes[_next++ % sizes.Length]));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, sizes[_next++ % sizes.Length])]);
}
