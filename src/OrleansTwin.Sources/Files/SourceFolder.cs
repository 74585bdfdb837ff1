namespace OrleansTwin.Sources.Files;

/// <summary>Lists the files of paths given by a user, in ordinal order of their units; what cannot be listed is a problem in words.</summary>
public static class SourceFolder
{
    public static IReadOnlyList<SourceFile> List(IReadOnlyList<string> paths, SourceLimits limits, out IReadOnlyList<string> problems)
    {
        var files = new List<SourceFile>();
        var found = new List<string>();
        foreach (var path in paths)
        {
            var prefix = paths.Count > 1 ? $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))}/" : string.Empty;
            if (File.Exists(path))
            {
                files.Add(new(path, $"{prefix}{Path.GetFileName(path)}"));
            }
            else if (Directory.Exists(path))
            {
                Walk(path, path, prefix, limits, files, found);
            }
            else
            {
                found.Add($"`{path}` does not exist; give a file or a folder of logs");
            }
        }

        problems = found;
        return [.. files.OrderBy(static file => file.Unit, StringComparer.Ordinal)];
    }

    private static void Walk(string root, string folder, string prefix, SourceLimits limits, List<SourceFile> files, List<string> problems)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = limits.FolderDepthMax,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", options))
            {
                if (files.Count >= limits.FilesMax)
                {
                    problems.Add($"more than {limits.FilesMax} files; the rest was not read");
                    return;
                }

                files.Add(new(file, prefix + Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')));
            }
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            problems.Add($"`{folder}` cannot be read whole: {error.Message}");
        }
    }
}
