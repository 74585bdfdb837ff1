using System.Text.RegularExpressions;

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

    [GeneratedRegex(@"(\w+)\(", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
