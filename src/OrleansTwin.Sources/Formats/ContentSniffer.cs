namespace OrleansTwin.Sources.Formats;

/// <summary>Tells what a file is from its first bytes; names and extensions are not looked at.</summary>
internal static class ContentSniffer
{
    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    public static ContentKind KindOf(ReadOnlySpan<byte> head, out string reason)
    {
        reason = string.Empty;
        if (head.StartsWith("PAR1"u8))
        {
            return ContentKind.Parquet;
        }

        if (IsUtf16(head))
        {
            reason = "the text is UTF-16; logs are read as UTF-8";
            return ContentKind.Utf16;
        }

        var text = head.StartsWith(Utf8Mark) ? head[Utf8Mark.Length..] : head;
        text = text.TrimStart(" \n\r\t,"u8).TrimStart((byte)0x1E);
        if (text.IsEmpty)
        {
            reason = "the file is empty";
            return ContentKind.Empty;
        }

        if (text[0] is (byte)'{' or (byte)'[')
        {
            return ContentKind.Json;
        }

        return TextKind(text, head.StartsWith(Utf8Mark) ? head[Utf8Mark.Length..] : head, out reason);
    }

    private static ContentKind TextKind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> whole, out string reason)
    {
        var end = text.IndexOf((byte)'\n');
        var line = (end < 0 ? text : text[..end]).TrimEnd(" \r\t"u8);
        line = line[FlowLines.TimePrefix(line)..];
        reason = string.Empty;
        if (FlowLines.HeaderOf(line) is not null || FlowLines.IsDefaultRecord(line))
        {
            return ContentKind.FlowText;
        }

        if (TableRow.IsHeader(whole))
        {
            return ContentKind.Table;
        }

        // Text before the first object (a query, a comment, a broken first line) does not hide the records behind it.
        if (text.IndexOf("\n{\""u8) >= 0 || text.IndexOf("\n[\n{"u8) >= 0 || text.IndexOf("\n{\n"u8) >= 0)
        {
            return ContentKind.Json;
        }

        reason = text.Contains((byte)0) ? "not a log: binary content"
            : FlowLines.LooksCustom(line) ? "flow-log lines of a custom format without a header line: the order of their fields is not known"
            : "not a log: text of an unknown kind";
        return ContentKind.Other;
    }

    private static bool IsUtf16(ReadOnlySpan<byte> head) =>
        head.Length >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF)
            || (head[0] is (byte)'{' or (byte)'[' && head[1] == 0) || (head[0] == 0 && head[1] is (byte)'{' or (byte)'['));
}
