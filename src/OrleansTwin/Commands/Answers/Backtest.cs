using System.IO.Compression;
using System.Text;
using OrleansTwin.Detection.Behavior;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Model.Ids;
using OrleansTwin.Pipeline;
using OrleansTwin.Pipeline.Local;
using OrleansTwin.Pipeline.Run;
using OrleansTwin.Pipeline.Settle;
using OrleansTwin.Rules;
using OrleansTwin.Sources;
using OrleansTwin.Sources.Files;

namespace OrleansTwin.Commands.Answers;

/// <summary>
/// One run of the whole detection over recorded files, to be measured: the local engine, settled. Strings that would give an answer away
/// (a tool's name in user agents, sessions or resources) are rewritten in a copy of the files first.
/// </summary>
internal sealed class Backtest(SigmaEngine rules, NoiseMechanisms noise, IReadOnlyList<(string From, string To)> rewrites)
{
    private static readonly Lazy<SigmaEngine> LazyBundled = new(static () => SigmaEngine.Load(BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text))));

    /// <summary>The bundled rules, compiled once.</summary>
    public static SigmaEngine Bundled => LazyBundled.Value;

    /// <summary>What the run says at the end of input; null with problems where there is nothing to read.</summary>
    public SettledView? Run(IReadOnlyList<string> paths, List<string> problems)
    {
        var files = SourceFolder.List(paths, SourceLimits.Default, out var listed);
        problems.AddRange(listed);
        if (files.Count == 0)
        {
            problems.Add($"no log was found in {string.Join(", ", paths.Select(static path => $"`{path}`"))}");
            return null;
        }

        if (rewrites.Count == 0)
        {
            return Settle(files);
        }

        var folder = Directory.CreateTempSubdirectory("twin-backtest-");
        try
        {
            for (var number = 0; number < files.Count; number++)
            {
                File.WriteAllText(Path.Combine(folder.FullName, FormattableString.Invariant($"{number:D6}.json")), Rewritten(files[number].Path));
            }

            return Settle(SourceFolder.List([folder.FullName], SourceLimits.Default, out _));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private SettledView Settle(IReadOnlyList<SourceFile> files)
    {
        var config = new RunConfig { Rules = rules, Noise = noise };
        var source = new ArrivalSource(files, SourceLimits.Default, Disturbance.None, config.Rules);
        var result = LocalEngine.Run(source.Read(), StageBinding.Stages(config), ShardId.DefaultTenant);
        return SettledStage.Settle(result.Worlds, StageBinding.Views(config), config.Intel);
    }

    private string Rewritten(string path)
    {
        const int GzipFirst = 0x1f;
        using var file = File.OpenRead(path);
        var first = file.ReadByte();
        file.Position = 0;
        using Stream content = first == GzipFirst ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content, Encoding.UTF8);
        return rewrites.Aggregate(reader.ReadToEnd(), static (text, pair) => text.Replace(pair.From, pair.To, StringComparison.OrdinalIgnoreCase));
    }
}
