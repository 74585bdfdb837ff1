using System.Text.RegularExpressions;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>Names the entities an entry speaks of, so that a misspelt one is found when the catalogue is loaded.</summary>
internal static partial class CatalogueCheck
{
    public static IEnumerable<string> References(CatalogueAction action)
    {
        var texts = action.Changes.Select(static change => change.Do)
            .Concat(action.Changes.SelectMany(static change => change.Relate).SelectMany(static relation => relation.Values))
            .Concat(action.Targets)
            .Append(action.Data)
            .Append(action.Mint?.Principal);
        return texts.OfType<string>().SelectMany(static text => Reference().Matches(text)).Select(static match => match.Groups[1].Value).Distinct();
    }

    /// <summary>Words that name no phase, kind of change, relation or verb: each would stop a record where it is read.</summary>
    public static IEnumerable<string> Words(CatalogueAction action)
    {
        var said = action.Changes.Select(static change => Wrong<ChangeKind>(First(change.Do), "kind of change"))
            .Concat(action.Changes.SelectMany(static change => change.Relate).SelectMany(static relation => relation.Keys).Select(static kind => Wrong<RelationKind>(kind, "relation")))
            .Append(Wrong<EventPhase>(action.Phase, "phase"))
            .Append(action.Data is null ? null : Wrong<DataVerb>(First(action.Data), "verb"));
        return said.OfType<string>();
    }

    private static string First(string text) => text.Split(' ')[0];

    private static string? Wrong<T>(string word, string what)
        where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out _) ? null : $"`{word}` is no {what}; allowed are {string.Join(", ", Enum.GetNames<T>())}";

    [GeneratedRegex(@"(\w+)\(", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
