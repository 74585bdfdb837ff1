namespace OrleansTwin.Tests.Stages.Architecture;

/// <summary>Finds the checkout, and the recorded data beside it where there is any.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory, static folder => File.Exists(Path.Combine(folder, "OrleansTwin.sln")))
        ?? throw new DirectoryNotFoundException("OrleansTwin.sln was not found above the test's folder.");

    /// <summary>The recorded data, or null: then a test that needs it is skipped.</summary>
    public static string? Data
    {
        get
        {
            var named = Environment.GetEnvironmentVariable("ORLEANSTWIN_DATA");
            var beside = Path.Combine(Root, "..", "shared", "data");
            return named is not null && Directory.Exists(named) ? named : Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
        }
    }

    private static string? Find(string start, Func<string, bool> found)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (found(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
