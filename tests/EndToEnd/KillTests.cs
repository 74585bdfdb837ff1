using System.Globalization;

namespace OrleansTwin.Tests.EndToEnd;

/// <summary>
/// A replay killed (SIGKILL) at random moments and begun again ends in the bytes of the oracle; five moments to a run, so that a run
/// goes on from cuts that were made by runs that went on. Twenty moments on a recorded set:
/// <c>ORLEANSTWIN_KILLS=20 ORLEANSTWIN_KILL_LOGS=/path/to/logs dotnet run -c Release --project tests/EndToEnd -- -class "*KillTests"</c>.
/// <c>ORLEANSTWIN_KILL_SEED</c> repeats the moments of a run (as shares of an undisturbed run's time).
/// </summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int KillsByDefault = 5;
    private const int KillsOfARun = 5;
    private const int HalvingsMax = 10;
    private const string WentOn = "goes on from";

    // Small batches and cuts close together, so that most moments find one to go on from.
    private static readonly string[] Replay = ["replay", "--batch-events", "20", "--cut-milliseconds", "50"];

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-kill-").FullName;

    [Fact]
    public async Task Given_RunsKilledAtRandomMoments_When_TheSameCommandIsGivenAgain_Then_EachEndsAsTheOracle()
    {
        var logs = Environment.GetEnvironmentVariable("ORLEANSTWIN_KILL_LOGS") ?? At("logs");
        if (logs == At("logs"))
        {
            Story.Write(logs);
        }

        var kills = int.Parse(Setting("ORLEANSTWIN_KILLS", KillsByDefault), CultureInfo.InvariantCulture);
        var seed = ulong.Parse(Setting("ORLEANSTWIN_KILL_SEED", TimeProvider.System.GetUtcNow().UtcTicks), CultureInfo.InvariantCulture);
        Assert.InRange((await Twin.RunAsync("replay", logs, "--engine", "local", "--out", At("oracle"))).Status, 0, 1);
        var oracle = Twin.Settled(At("oracle"));
        var started = TimeProvider.System.GetTimestamp();
        Assert.InRange((await Twin.RunAsync([.. Replay, logs, "--out", At("whole")])).Status, 0, 1);
        var whole = TimeProvider.System.GetElapsedTime(started);
        Assert.Equal(oracle, Twin.Settled(At("whole")));
        output.WriteLine($"seed {seed}, an undisturbed run takes {whole}");
        var (wentOn, killed, draw) = (0, 0, 0);
        while (killed < kills)
        {
            var folder = At($"killed-{draw}");
            for (var again = 0; again < KillsOfARun && killed < kills && !HasEnded(folder); again++, draw++)
            {
                // Earlier and later ones in turn, so that some find a cut to go on from.
                var after = whole * ((draw % KillsOfARun) + Share(seed, draw)) / KillsOfARun;
                var begun = TimeProvider.System.GetTimestamp();
                var run = await Twin.RunAsync(() => TimeProvider.System.GetElapsedTime(begun) >= after, [.. Replay, logs, "--out", folder]);
                wentOn += Tell($"killed after {after}", run.Output, folder);

                // One that had ended before its moment was not killed.
                killed += HasEnded(folder) ? 0 : 1;
            }

            wentOn += await EndAsync(logs, folder, oracle);
        }

        // How long a run takes depends on what else the machine does: where no kill met a cut, the moment is looked for by halving.
        var (early, late) = (TimeSpan.Zero, whole);
        for (var halving = 0; halving < HalvingsMax && wentOn == 0 && kills >= KillsByDefault; halving++)
        {
            var (folder, begun, moment) = (At($"halved-{halving}"), TimeProvider.System.GetTimestamp(), (early + late) / 2);
            await Twin.RunAsync(() => TimeProvider.System.GetElapsedTime(begun) >= moment, [.. Replay, logs, "--out", folder]);
            (early, late) = HasEnded(folder) ? (early, moment) : (moment, late);
            wentOn += await EndAsync(logs, folder, oracle);
        }

        Assert.True(wentOn > 0 || kills < KillsByDefault, $"seed {seed}: no run went on from a cut");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool HasEnded(string folder) => File.Exists(Path.Combine(folder, "summary.json"));

    /// <summary>Runs the same command to its end, and holds the end against the oracle; 1 where it went on from a cut.</summary>
    private async Task<int> EndAsync(string logs, string folder, Dictionary<string, string> oracle)
    {
        var wentOn = 0;
        if (!HasEnded(folder))
        {
            var last = await Twin.RunAsync([.. Replay, logs, "--out", folder]);
            Assert.True(last.Status is 0 or 1, last.Error);
            wentOn = Tell("run to its end", last.Output, folder);
        }

        foreach (var (name, text) in Twin.Settled(folder))
        {
            Assert.Equal(oracle[name], text);
        }

        return wentOn;
    }

    private int Tell(string what, string said, string folder)
    {
        var wentOn = said.Contains(WentOn, StringComparison.Ordinal);
        output.WriteLine($"{Path.GetFileName(folder)} {what}: {(wentOn ? "went on from a cut" : "began anew")}{(HasEnded(folder) ? ", and ended" : string.Empty)}");
        return wentOn ? 1 : 0;
    }

    private static string Setting(string name, IFormattable otherwise) =>
        Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(null, CultureInfo.InvariantCulture);

    // A draw in [0, 1): splitmix64, so that a printed seed gives the same moments everywhere.
    private static double Share(ulong seed, int draw)
    {
        var z = unchecked(seed + ((ulong)(draw + 1) * 0x9E3779B97F4A7C15UL));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
