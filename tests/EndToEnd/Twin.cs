using System.Diagnostics;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>The built <c>twin</c>, run as a process.</summary>
internal static class Twin
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments) => await RunAsync(null, arguments);

    /// <summary>Runs; with <paramref name="killWhen"/> the process is killed (SIGKILL) as soon as the condition holds.</summary>
    public static async Task<(int Status, string Output, string Error)> RunAsync(Func<bool>? killWhen, params string[] arguments)
    {
        return await RunAsync(killWhen, Environment.CurrentDirectory, [Dll, .. arguments]);
    }

    /// <summary>Runs as README says, with <c>dotnet run</c>, in a folder of the user's.</summary>
    public static Task<(int Status, string Output, string Error)> RunProjectAsync(string folder, params string[] arguments)
    {
        var built = new DirectoryInfo(Path.GetDirectoryName(Dll)!);
        return RunAsync(null, folder, ["run", "--no-build", "-c", built.Parent!.Name, "--project", built.Parent.Parent!.Parent!.FullName, "--", .. arguments]);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(Func<bool>? killWhen, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Longest);
        while (killWhen is not null && !process.HasExited)
        {
            if (killWhen())
            {
                process.Kill(entireProcessTree: true);
                break;
            }

            // A moment, or a folder that appears and tells nobody: asked for again, and never what a test passes or fails by.
            await Task.Delay(1);
        }

        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>The settled files of a result folder, by name.</summary>
    public static Dictionary<string, string> Settled(string folder) =>
        new[] { "entities", "signals", "impacts", "alerts", "incidents", "dead-letters" }.Select(static name => (Name: name, File: $"{name}.jsonl"))
            .Concat([("report", "report.md"), ("agreement", "agreement.json")])
            .ToDictionary(static file => file.Item1, file => File.ReadAllText(Path.Combine(folder, file.Item2)));

    public static string Dll
    {
        get
        {
            var parts = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar);
            var (framework, configuration) = (parts[^1], parts[^2]);
            var root = string.Join(Path.DirectorySeparatorChar, parts[..^5]);
            return Path.Combine(root, "src", "OrleansTwin", "bin", configuration, framework, "twin.dll");
        }
    }
}
