namespace OrleansTwin.Detection.Behavior;

/// <summary>Reads data files that are part of the assembly.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"embedded file `{name}` is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
