using Xunit;

namespace OrleansTwin.Tests.Stages.Incidents;

/// <summary>Recorded cases outside the repository: <c>ORLEANSTWIN_DATA</c>, or <c>shared/data</c> beside a parent folder. Absent: the test is skipped.</summary>
internal static class SharedCases
{
    public static string PathOf(string name)
    {
        var root = Environment.GetEnvironmentVariable("ORLEANSTWIN_DATA") ?? Search();
        var path = root is null ? null : Path.Combine(root, name);
        Assert.SkipUnless(path is not null && File.Exists(path), $"`{name}` is not on this machine; set ORLEANSTWIN_DATA to the folder of recorded cases");
        return path!;
    }

    private static string? Search()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
