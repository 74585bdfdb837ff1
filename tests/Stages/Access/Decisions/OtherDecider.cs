using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using OrleansTwin.Tests.Stages.Architecture;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>Another decider, run by Node as a test tool; a test that needs it is skipped where Node or its package is absent.</summary>
internal static class OtherDecider
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Stages", "Access", "Decisions", "iam-simulate");

    /// <summary>The answer to each case by id: a decision, or why it gave none.</summary>
    public static async Task<Dictionary<string, (string? Decision, string? Skipped)>> DecideAsync(IReadOnlyList<string> cases, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules")), "the other decider is not installed; run `npm install` in tests/Stages/Access/Decisions/iam-simulate");
        var start = new ProcessStartInfo("node", "compare.mjs") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Start(start);
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        foreach (var one in cases)
        {
            await node.StandardInput.WriteLineAsync(one.AsMemory(), cancellationToken);
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync(cancellationToken);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line)).ToDictionary(
            static a => a.GetProperty("id").GetString()!,
            static a => (a.TryGetProperty("decision", out var decision) ? decision.GetString() : null, a.TryGetProperty("skipped", out var skipped) ? skipped.GetString() : null));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is not here");
            throw;
        }
    }
}
