using System.Globalization;

namespace OrleansTwin.Commands.Answers;

/// <summary>Files that a command was told to read: found, bounded, and every problem with its place.</summary>
internal static class InputFiles
{
    public const int FilesMax = 100_000;
    public const long FileBytesMax = 512L * 1024 * 1024;

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <summary>The files of paths, folders with all below them, in the order of their names. Links are not followed.</summary>
    public static IReadOnlyList<string> List(string option, IEnumerable<string> paths, List<string> problems, Func<string, bool>? wanted = null)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(path);
            }
            else if (!Directory.Exists(path))
            {
                problems.Add($"{option}: `{path}` is no file or folder that can be read");
            }
            else
            {
                files.UnionWith(Directory.EnumerateFiles(path, "*", Below).Where(file => wanted is null || wanted(file)).Take(FilesMax + 1));
            }
        }

        if (files.Count > FilesMax)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{option}: more than {FilesMax} files; name a smaller folder"));
        }

        return [.. files];
    }

    /// <summary>The text of a file, or null with a problem.</summary>
    public static string? Text(string path, List<string> problems)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > FileBytesMax)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {length} bytes; allowed are {FileBytesMax}"));
                return null;
            }

            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: {error.Message}");
            return null;
        }
    }

    /// <summary>The file opened for reading line by line, or null with a problem.</summary>
    public static StreamReader? Open(string option, string path, List<string> problems)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add($"{option}: `{path}` cannot be read: {error.Message}");
            return null;
        }
    }
}
