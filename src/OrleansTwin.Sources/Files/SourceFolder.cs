using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Sources.Files;

/// <summary>
/// Lists the files below the given paths in ordinal order of their unit names. A unit is the path below its root with <c>/</c>, and
/// with several roots the root's own name before it, so that no machine path stands in any output. Links are followed once:
/// a folder that was visited is not entered again. What cannot be listed is a dead letter.
/// </summary>
public static class SourceFolder
{
    /// <summary>The files, and what cannot be listed in words.</summary>
    public static IReadOnlyList<SourceFile> List(IReadOnlyList<string> paths, SourceLimits limits, out IReadOnlyList<string> problems)
    {
        var (files, faults) = Find(paths, limits);
        problems = [.. faults.Select(static fault => $"`{fault.Source}`: {fault.Reason}")];
        return files;
    }

    /// <summary>The files and the faults. A path that does not exist is a fault, too.</summary>
    public static (IReadOnlyList<SourceFile> Files, IReadOnlyList<DeadLetter> Faults) Find(IReadOnlyList<string> paths, SourceLimits? limits = null)
    {
        var walk = new Walk(limits ?? SourceLimits.Default);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            walk.Root(path, paths.Count > 1 ? Prefix(path, names) : string.Empty);
        }

        walk.Files.Sort(static (left, right) => string.CompareOrdinal(left.Unit, right.Unit));
        return (walk.Files, walk.Faults);
    }

    /// <summary>Two roots of one name get a number, in the order given.</summary>
    private static string Prefix(string path, Dictionary<string, int> names)
    {
        var name = NameOf(path);
        var count = names[name] = names.GetValueOrDefault(name) + 1;
        return count == 1 ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}~{count}");
    }

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return name.Length == 0 ? "root" : name;
    }

    private sealed class Walk(SourceLimits limits)
    {
        private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
        private bool _full;

        public List<SourceFile> Files { get; } = [];

        public List<DeadLetter> Faults { get; } = [];

        public void Root(string path, string prefix)
        {
            if (File.Exists(path))
            {
                Add(prefix.Length == 0 ? NameOf(path) : prefix, path);
            }
            else if (Directory.Exists(path))
            {
                Folder(path, prefix, 0);
            }
            else
            {
                Fault(prefix.Length == 0 ? NameOf(path) : prefix, "the path does not exist or cannot be read; give a file or a folder of logs");
            }
        }

        private void Folder(string path, string unit, int depth)
        {
            if (depth > limits.FolderDepthMax)
            {
                Fault(unit, $"folders nest deeper than {limits.FolderDepthMax}");
                return;
            }

            try
            {
                if (!_visited.Add(RealPath(path)))
                {
                    return;
                }

                foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(static entry => entry.Name, StringComparer.Ordinal))
                {
                    Entry(entry, unit.Length == 0 ? entry.Name : $"{unit}/{entry.Name}", depth);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Fault(unit.Length == 0 ? "." : unit, "the folder cannot be read");
            }
        }

        private void Entry(FileSystemInfo entry, string unit, int depth)
        {
            var isFolder = (entry.Attributes & FileAttributes.Directory) != 0;
            if (entry.LinkTarget is not null)
            {
                var target = entry.ResolveLinkTarget(returnFinalTarget: true);
                if (target is not { Exists: true })
                {
                    Fault(unit, "the link leads nowhere");
                    return;
                }

                isFolder = target is DirectoryInfo;
            }

            if (isFolder)
            {
                Folder(entry.FullName, unit, depth + 1);
            }
            else
            {
                Add(unit, entry.FullName);
            }
        }

        private void Add(string unit, string path)
        {
            if (Files.Count < limits.FilesMax)
            {
                Files.Add(new SourceFile(path, unit));
            }
            else if (!_full)
            {
                _full = true;
                Fault(unit, $"more than {limits.FilesMax} files: this and what follows is not read");
            }
        }

        private void Fault(string unit, string reason) => Faults.Add(new DeadLetter(unit, "file", reason, string.Empty));

        private static string RealPath(string path)
        {
            var folder = new DirectoryInfo(path);
            return folder.LinkTarget is null ? Path.GetFullPath(path) : folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
    }
}
