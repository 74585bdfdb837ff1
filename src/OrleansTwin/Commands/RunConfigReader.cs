using System.Security.Cryptography;
using OrleansTwin.Detection.Intel;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Mappings;
using OrleansTwin.Pipeline;
using OrleansTwin.Rules;

namespace OrleansTwin.Commands;

/// <summary>
/// What a run is told from outside the logs: the configuration file, rules, intelligence. All problems come back at once, each with
/// its place. Only those of the configuration, of the user's rules and of files that cannot be read stop a run: a line of an
/// indicator file that is none is told and passed over.
/// </summary>
internal static class RunConfigReader
{
    private const int ProblemsShownMax = 20;

    /// <summary>The configuration, or null where <paramref name="problems"/> are errors; else they are warnings.</summary>
    public static RunConfig? Read(RunInputs options, out IReadOnlyList<string> problems)
    {
        var errors = new List<string>();
        var warnings = new List<string>();
        var config = options.Config is { } path && Text(path, errors) is { } text ? EstateConfigReader.Read(path, text, options.OtherKeys, errors) : new RunConfig();
        var mappings = Mappings(config.MappingPaths, errors);
        var rules = Rules(options, errors, warnings);
        var intel = Intel(options.Intel, errors, warnings);
        problems = errors.Count > 0 ? errors : warnings;
        return errors.Count > 0 ? null : config with
        {
            Intel = intel,
            Rules = rules,
            Mappings = mappings,
            Behavior = !options.NoDefaultRules,
            Versions = $"rules={Hash(RuleTexts(options))} intel={Hash(Contents(options.Intel))} config={Hash(Contents(options.Config is { } file ? [file] : []))}",
        };
    }

    // By contents alone: where files lie is nobody's business.
    private static string Hash(IEnumerable<string> contents) => Model.Values.StableHash.Id("v", [.. contents.Order(StringComparer.Ordinal)]);

    private static IEnumerable<string> RuleTexts(RunInputs options) =>
        (options.NoDefaultRules ? [] : BundledRules.All.Select(static rule => rule.Text)).Concat(Contents(options.Rules));

    private static IEnumerable<string> Contents(IReadOnlyList<string> paths) =>
        Files(paths, ["*"], []).Select(static file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private static SigmaEngine Rules(RunInputs options, List<string> errors, List<string> warnings)
    {
        var bundled = options.NoDefaultRules ? [] : BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text));
        var own = Files(options.Rules, ["*.yml", "*.yaml"], errors).Select(file => (file, Text: Text(file, errors))).Where(static pair => pair.Text is not null)
            .Select(static pair => new SigmaSource(pair.file, pair.Text!)).ToList();
        var engine = SigmaEngine.Load(bundled.Concat(own));
        foreach (var diagnostic in engine.Diagnostics)
        {
            (diagnostic.Kind == SigmaDiagnosticKind.Error ? errors : warnings).Add(diagnostic.ToString());
        }

        return engine;
    }

    private static SourceMappings? Mappings(IReadOnlyList<string> paths, List<string> errors)
    {
        if (paths.Count == 0)
        {
            return null;
        }

        var files = Files(paths, ["*.yml", "*.yaml"], errors).Select(file => (file, Text: Text(file, errors))).Where(static pair => pair.Text is not null);
        var (mappings, problems) = SourceMappings.With(files.Select(static pair => new CatalogueFile(pair.file, pair.Text!)));
        errors.AddRange(problems.Select(static problem => problem.ToString()));
        return mappings;
    }

    private static KnownAddresses Intel(IReadOnlyList<string> paths, List<string> errors, List<string> warnings)
    {
        var sets = new List<IndicatorSet>();
        var databases = new List<(string Name, ReadOnlyMemory<byte> Bytes)>();
        foreach (var file in Files(paths, ["*"], errors))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (Path.GetExtension(file).Equals(".mmdb", StringComparison.OrdinalIgnoreCase))
            {
                Try(file, errors, () => databases.Add((name, File.ReadAllBytes(file))));
            }
            else if (Text(file, errors) is { } text)
            {
                sets.Add(IndicatorReader.Read(new(name, text)));
            }
        }

        var origins = OriginDatabases.Open(databases);
        var told = sets.SelectMany(static set => set.Diagnostics).Concat(origins.Diagnostics).Select(static diagnostic => $"intel {diagnostic.Position}: {diagnostic.Message}").ToList();
        warnings.AddRange(told.Take(ProblemsShownMax));
        if (told.Count > ProblemsShownMax)
        {
            warnings.Add(FormattableString.Invariant($"intel: {told.Count - ProblemsShownMax} more lines are no indicators"));
        }

        return new(IntelIndex.Build(sets), databases.Count > 0 ? origins : null);
    }

    private static List<string> Files(IReadOnlyList<string> paths, string[] patterns, List<string> errors)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(path);
            }
            else if (Directory.Exists(path))
            {
                Try(path, errors, () => files.UnionWith(patterns.SelectMany(pattern => Directory.EnumerateFiles(path, pattern, SearchOption.AllDirectories))));
            }
            else
            {
                errors.Add($"{path}: there is no such file or folder");
            }
        }

        return [.. files];
    }

    private static string? Text(string path, List<string> errors)
    {
        string? text = null;
        Try(path, errors, () => text = File.ReadAllText(path));
        return text;
    }

    private static void Try(string path, List<string> errors, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{path}: {error.Message}");
        }
    }
}
