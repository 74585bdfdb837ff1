using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Responses;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Incidents.Response;

/// <summary>
/// Builds the command of an action argument by argument. A value that is not known, or holds a character that a shell could obey, withholds
/// the whole command and says why: what is left of it would do something else.
/// </summary>
internal static partial class CommandStage
{
    private const string EveryRelation = "*relation:";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    public static PlanCommand Of(string[] template, ResponseFile[] files, IReadOnlyDictionary<string, string> places, EntityView? view)
    {
        var (arguments, used, problem) = (new List<string>(), new SortedSet<string>(StringComparer.Ordinal), (string?)null);
        foreach (var part in template)
        {
            problem ??= part.StartsWith("{" + EveryRelation, StringComparison.Ordinal) ? Every(part[(EveryRelation.Length + 1)..^1], view, arguments) : One(part, places, arguments);
        }

        var written = new List<PlanFile>();
        foreach (var file in files.Where(file => template.Contains("file://" + file.Name, StringComparer.Ordinal)))
        {
            var json = JsonTemplate.Fill(file.Json, places, used);
            problem ??= json is null ? $"a value of {file.Name} is not known" : Unsafe(used, places);
            written.Add(new(file.Name, (json?.ToJsonString(Indented) ?? string.Empty) + "\n"));
        }

        return problem is not null ? new PlanCommand { Withheld = problem } : new PlanCommand
        {
            Arguments = arguments.ToValueArray(),
            Bash = BashCommand.Of(arguments),
            PowerShell = PowerShellCommand.Of(arguments),
            Files = written.ToValueArray(),
            Withheld = BashCommand.Of(arguments) is null ? "a value holds characters that a shell could obey" : null,
        };
    }

    /// <summary>The text with its places as plain words; a place that is not known stands as <c>not known</c>.</summary>
    public static string Words(string text, IReadOnlyDictionary<string, string> places) =>
        Places().Replace(text, match => places.TryGetValue(match.Groups[1].Value, out var value) ? HostileText.Plain(value, EntityLabel.LabelMax) : "(not known)");

    private static string? One(string part, IReadOnlyDictionary<string, string> places, List<string> arguments)
    {
        string? problem = null;
        arguments.Add(Places().Replace(part, match =>
        {
            var place = match.Groups[1].Value;
            if (!places.TryGetValue(place, out var value))
            {
                problem ??= $"{place} is not known";
                return string.Empty;
            }

            problem ??= BashCommand.IsSafeValue(value) ? null : $"{place} holds characters that a shell could obey";
            return value;
        }));
        return problem;
    }

    /// <summary>One argument for each entity a relation leads to.</summary>
    private static string? Every(string kind, EntityView? view, List<string> arguments)
    {
        var names = (view?.Relations ?? default).Where(relation => PlaceStage.Is(relation.Kind, kind)).Select(static relation => PlaceStage.NameOf(relation.To.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        arguments.AddRange(names);
        return names.Count == 0 ? "what it was before is not known" : names.TrueForAll(BashCommand.IsSafeValue) ? null : "what it was before holds characters that a shell could obey";
    }

    // In a file nothing is obeyed, and yet a strange value there is an attempt or an accident as well.
    private static string? Unsafe(IEnumerable<string> used, IReadOnlyDictionary<string, string> places) =>
        used.FirstOrDefault(place => !BashCommand.IsSafe(places[place])) is { } place ? $"{place} holds characters that a shell could obey" : null;

    [GeneratedRegex(@"\{([a-zA-Z0-9]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Places();
}
