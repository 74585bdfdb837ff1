using System.Globalization;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Report;

/// <summary>Several entities in one sentence: the first few by id, names that occur twice with their account, and how many more there are.</summary>
internal static class NameList
{
    private const int NamedMax = 6;

    public static string Of(IEnumerable<EntityId> ids, Func<EntityId, string> label)
    {
        var all = ids.Order().Select(id => (Id: id, Name: label(id))).ToList();
        var shown = all.Take(NamedMax).ToList();
        var names = shown.Select(one => all.Count(other => other.Name == one.Name) > 1 && one.Id.AccountOf() is { Length: > 0 } account ? $"{one.Name} of {account}" : one.Name).Distinct(StringComparer.Ordinal);
        return string.Join(", ", names) + More(all.Count);
    }

    public static string OfTexts(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        return string.Join("; ", all.Take(NamedMax)) + More(all.Count);
    }

    private static string More(int count) => count > NamedMax ? string.Create(CultureInfo.InvariantCulture, $" and {count - NamedMax} more") : string.Empty;
}
