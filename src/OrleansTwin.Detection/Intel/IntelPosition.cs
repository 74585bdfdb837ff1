namespace OrleansTwin.Detection.Intel;

/// <summary>Place in an indicator file; line and column count from one.</summary>
public readonly record struct IntelPosition(string File, int Line, int Column)
{
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");

    /// <summary>Place of an offset in a text.</summary>
    internal static IntelPosition At(string file, string text, int offset)
    {
        if (offset < 0)
        {
            return new(file, 1, 1);
        }

        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        return new(file, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
