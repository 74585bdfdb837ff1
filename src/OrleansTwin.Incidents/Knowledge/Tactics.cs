namespace OrleansTwin.Incidents.Knowledge;

/// <summary>The order of ATT&amp;CK tactics as an intrusion usually goes (<c>Data/tactics.json</c>; MITRE ATT&amp;CK, Enterprise matrix). Unknown words have no rank.</summary>
internal static class Tactics
{
    private static readonly TacticEntry[] Entries = EmbeddedJson.Read<TacticEntry[]>("tactics.json");
    private static readonly Dictionary<string, int> Ranks = Entries.SelectMany(static entry => entry.Names.Select(name => (name, entry.Rank)))
        .ToDictionary(static pair => pair.name, static pair => pair.Rank, StringComparer.OrdinalIgnoreCase);

    public const int None = -1;

    /// <summary>One more than the greatest rank.</summary>
    public static int Count { get; } = Entries.Max(static entry => entry.Rank) + 1;

    public static int RankOf(string tactic) => Ranks.GetValueOrDefault(tactic, None);

    /// <summary>By rank, then by name; unknown ones last.</summary>
    public static IEnumerable<string> InOrder(IEnumerable<string> tactics) =>
        tactics.Distinct(StringComparer.Ordinal).OrderBy(static tactic => RankOf(tactic) is var rank && rank < 0 ? int.MaxValue : rank).ThenBy(static tactic => tactic, StringComparer.Ordinal);

    internal sealed record TacticEntry(int Rank, string[] Names);
}
