using System.CommandLine;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Rules;

namespace OrleansTwin.Commands.Answers;

/// <summary>Rule files of a command, loaded as a replay loads them.</summary>
internal static class RuleFiles
{
    public static Argument<string[]> Argument() => new("PATH") { Description = "Sigma rules: files, or folders with .yml and .yaml.", Arity = ArgumentArity.OneOrMore };

    public static Option<bool> WithBundled() => new("--with-default-rules") { Description = "Load the bundled rules too, so that correlations may refer to them; nothing is said about them." };

    /// <summary>The engine, and the files that were named; null with problems where none can be read.</summary>
    public static (SigmaEngine Engine, HashSet<string> Files)? Load(IReadOnlyList<string> paths, bool withBundled, List<string> problems)
    {
        var files = InputFiles.List("PATH", paths, problems, static file => Path.GetExtension(file).ToUpperInvariant() is ".YML" or ".YAML");
        if (problems.Count == 0 && files.Count == 0)
        {
            problems.Add($"PATH: no .yml or .yaml file in {string.Join(", ", paths.Select(static path => $"`{path}`"))}");
        }

        var own = files.Select(file => (File: file, Text: InputFiles.Text(file, problems))).Where(static pair => pair.Text is not null).Select(static pair => new SigmaSource(pair.File, pair.Text!)).ToList();
        if (problems.Count > 0)
        {
            return null;
        }

        var bundled = withBundled ? BundledRules.All.Select(static rule => new SigmaSource(rule.Path, rule.Text)) : [];
        return (SigmaEngine.Load(bundled.Concat(own)), files.ToHashSet(StringComparer.Ordinal));
    }
}
