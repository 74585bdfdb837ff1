namespace OrleansTwin.Sources.Compression;

/// <summary>Takes off gzip, as often as it is there up to a limit, by its magic bytes.</summary>
internal static class GzipLayers
{
    private const byte Magic1 = 0x1F;
    private const byte Magic2 = 0x8B;

    /// <summary>The content below all gzip layers. Faults show when it is read.</summary>
    public static Stream Open(Stream stream, SourceLimits limits)
    {
        var content = stream;
        for (var layer = 0; ; layer++)
        {
            var head = new byte[2];
            var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            content = new CountedStream(content, head.AsMemory(0, length));
            if (length < head.Length || head[0] != Magic1 || head[1] != Magic2)
            {
                return content;
            }

            if (layer == limits.GzipLayersMax)
            {
                throw new GzipFaultException($"gzip inside gzip more than {limits.GzipLayersMax} times");
            }

            content = new GuardedGzipStream(content, limits);
        }
    }
}
