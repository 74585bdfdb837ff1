using System.Text;

namespace OrleansTwin.Sources.Framing;

/// <summary>
/// Objects that only hold records: CloudTrail's <c>Records</c>, Azure's <c>records</c> and <c>value</c>, CloudWatch Logs' <c>logEvents</c> and
/// <c>events</c>, LookupEvents' <c>Events</c>, findings' <c>Findings</c>, Kubernetes' <c>items</c>, Pub/Sub's <c>receivedMessages</c>, Cloud Logging's <c>entries</c>.
/// </summary>
internal static class WrapperKeys
{
    private static readonly byte[][] Names = [.. new[] { "Records", "records", "value", "logEvents", "events", "Events", "Findings", "findings", "items", "receivedMessages", "entries" }.Select(static name => Encoding.UTF8.GetBytes(name))];

    /// <summary>Index of the <c>[</c> of the first member that holds records, in the object that begins the span, or −1.</summary>
    public static int FindArray(ReadOnlySpan<byte> span, int depthMax, out bool needsMore)
    {
        needsMore = false;
        var at = 1;
        while (true)
        {
            at += SkipBlank(span[at..]);
            if (at >= span.Length)
            {
                needsMore = true;
                return -1;
            }

            if (span[at] == '}')
            {
                return -1;
            }

            var length = MemberLength(span[at..], depthMax, out var array, out var broken);
            if (array >= 0)
            {
                return at + array;
            }

            if (length < 0)
            {
                needsMore = !broken;
                return -1;
            }

            at += length;
        }
    }

    /// <summary>
    /// Length of the member that begins the span (<c>"key": value</c>), or −1 where it is cut or broken. Where it is a list of records,
    /// <paramref name="array"/> is the index of its <c>[</c>.
    /// </summary>
    public static int MemberLength(ReadOnlySpan<byte> span, int depthMax, out int array, out bool broken)
    {
        array = -1;
        broken = span[0] != '"';
        var keyEnd = broken ? -1 : StringEnd(span);
        if (keyEnd < 0)
        {
            return -1;
        }

        var at = keyEnd + SkipBlank(span[keyEnd..], comma: false);
        if (at < span.Length && span[at] != ':')
        {
            broken = true;
            return -1;
        }

        at++;
        at += at < span.Length ? SkipBlank(span[at..], comma: false) : 0;
        if (at >= span.Length)
        {
            return -1;
        }

        if (span[at] == '[' && IsName(span[1..(keyEnd - 1)]) && HoldsObjects(span[(at + 1)..], out var cut))
        {
            array = cut ? -1 : at;
            return -1;
        }

        return ValueEnd(span, at, depthMax, out broken);
    }

    private static int ValueEnd(ReadOnlySpan<byte> span, int at, int depthMax, out bool broken)
    {
        broken = false;
        switch (span[at])
        {
            case (byte)'"':
                var length = StringEnd(span[at..]);
                return length < 0 ? -1 : at + length;
            case (byte)'{' or (byte)'[':
                var scanner = new JsonScanner(depthMax);
                var result = scanner.Scan(span, ref at);
                broken = result == ScanResult.Broken;
                return result == ScanResult.Complete ? at : -1;
            default:
                var stop = span[at..].IndexOfAny((byte)',', (byte)'}');
                broken = stop == 0;
                return stop <= 0 ? -1 : at + stop;
        }
    }

    private static bool IsName(ReadOnlySpan<byte> key)
    {
        foreach (var name in Names)
        {
            if (key.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The list is empty, or its first item is an object; <paramref name="cut"/> where that cannot be seen yet.</summary>
    private static bool HoldsObjects(ReadOnlySpan<byte> span, out bool cut)
    {
        var at = SkipBlank(span, comma: false);
        cut = at >= span.Length;
        return cut || span[at] is (byte)'{' or (byte)']';
    }

    /// <summary>Index behind the closing quote of the string that begins the span, or −1.</summary>
    private static int StringEnd(ReadOnlySpan<byte> span)
    {
        var at = 1;
        while (at < span.Length)
        {
            var stop = span[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                return -1;
            }

            at += stop;
            if (span[at] == '"')
            {
                return at + 1;
            }

            at += 2;
        }

        return -1;
    }

    private static int SkipBlank(ReadOnlySpan<byte> span, bool comma = true)
    {
        var at = 0;
        while (at < span.Length && (span[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' || (comma && span[at] == ',')))
        {
            at++;
        }

        return at;
    }
}
