using Xunit;

namespace OrleansTwin.Tests.Stages.Sources;

/// <summary>The folder of recorded logs, which lies beside the repository and not in it.</summary>
internal static class RecordedSets
{
    public static string Folder(string name)
    {
        var root = Environment.GetEnvironmentVariable("ORLEANSTWIN_DATA") ?? Beside();
        var path = root is null ? null : Path.Combine(root, name);
        if (path is null || !(Directory.Exists(path) || File.Exists(path)))
        {
            Assert.Skip($"the recorded set `{name}` is not here: set ORLEANSTWIN_DATA to its folder");
        }

        return path;
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
