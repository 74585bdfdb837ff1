using OrleansTwin.Access.Jewels;
using OrleansTwin.Demo.Scenario;
using OrleansTwin.Detection.Intel;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Rules;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Tests.Stages.Scenarios.Demo;

/// <summary>The scenario written as files, read as any files, run through the oracle with the bundled rules.</summary>
internal static class DemoPlay
{
    private static readonly SigmaEngine Rules = SigmaEngine.Load(BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text)));
    private static readonly Lazy<(IReadOnlyList<ShardWorld> Worlds, RunConfig Config)> Played = new(static () => Play(1, attack: true));
    private static readonly Lazy<SettledView> First = new(static () => Settle(Played.Value.Worlds, Played.Value.Config));

    /// <summary>Seed 1, run once.</summary>
    public static SettledView View => First.Value;

    /// <summary>What <see cref="View"/> was run with.</summary>
    public static RunConfig Config => Played.Value.Config;

    /// <summary>What the shards hold at the end of seed 1.</summary>
    public static IReadOnlyList<ShardWorld> Worlds => Played.Value.Worlds;

    public static SettledView Run(ulong seed, bool attack = true)
    {
        var (worlds, config) = Play(seed, attack);
        return Settle(worlds, config);
    }

    /// <summary>Other worlds under the configuration of seed 1.</summary>
    public static SettledView Settle(IReadOnlyList<ShardWorld> worlds) => Settle(worlds, Played.Value.Config);

    private static SettledView Settle(IReadOnlyList<ShardWorld> worlds, RunConfig config) => SettledStage.Settle(worlds, StageBinding.Views(config), config.Intel);

    private static (IReadOnlyList<ShardWorld> Worlds, RunConfig Config) Play(ulong seed, bool attack)
    {
        var folder = Directory.CreateTempSubdirectory("twin-demo-").FullName;
        try
        {
            var written = DemoFolder.Write(folder, seed, attack);
            var config = new RunConfig
            {
                Jewels = new([new JewelMark(DemoNames.Table(DemoNames.Jewel))]),
                Accounts = new HashSet<string>(StringComparer.Ordinal) { DemoNames.Account },
                Intel = new KnownAddresses(IntelIndex.Build([IndicatorReader.Read(new("tor-exits", File.ReadAllText(written.Intel)))])),
                Rules = Rules,
            };
            var source = new ArrivalSource(SourceFolder.List([written.Logs], SourceLimits.Default, out _), SourceLimits.Default, Disturbance.None, Rules);
            var result = LocalEngine.Run(source.Read(), StageBinding.Stages(config), ShardId.DefaultTenant);
            Assert.Empty(source.DeadLetters);
            return (result.Worlds, config);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
