using System.Text.Json;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Commands.Answers;

/// <summary>
/// Contrast pairs: the same call by its usual owner in the usual way, and by another in another way, each a small log of its own. Told
/// apart: the usual one raises nothing of medium or above at that event, the unusual one does.
/// </summary>
internal static class ContrastPairs
{
    /// <summary>The result of each pair, in the file's order.</summary>
    public static IEnumerable<ContrastPair> Run(string file, Backtest backtest)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = Path.GetDirectoryName(Path.GetFullPath(file))!;
        foreach (var pair in document.RootElement.GetProperty("pairs").EnumerateArray())
        {
            var (usual, byUsual) = Judge(root, pair.GetProperty("usual"), backtest);
            var (unusual, byUnusual) = Judge(root, pair.GetProperty("unusual"), backtest);
            yield return new(pair.GetProperty("id").GetString()!, pair.GetProperty("call").GetString()!, usual, unusual, byUsual, byUnusual);
        }
    }

    private static (Severity Severity, string Rules) Judge(string root, JsonElement side, Backtest backtest)
    {
        var at = side.GetProperty("event").GetString()!;
        var view = backtest.Run([Path.Combine(root, side.GetProperty("file").GetString()!)], []);
        var signals = view?.Signals.Where(signal => signal.Evidence.Contains(at)).ToList() ?? [];
        return (signals.Count == 0 ? Severity.Info : signals.Max(static signal => signal.Severity), string.Join(", ", signals.Select(static signal => signal.Rule).Distinct()));
    }
}
