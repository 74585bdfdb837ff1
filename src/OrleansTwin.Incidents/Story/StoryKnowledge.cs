using OrleansTwin.Incidents.Knowledge;

namespace OrleansTwin.Incidents.Story;

/// <summary>What counts as a step, what reaches what, what a thing is worth, and words (<c>Data/story.json</c>).</summary>
internal sealed record StoryKnowledge(string[] SensitiveActions, string[] DataStores, string[] DataEventTypes, ReachRule[] Reach, TypeWorth[] Worth, ActionVerb[] Verbs)
{
    public static StoryKnowledge Current { get; } = EmbeddedJson.Read<StoryKnowledge>("story.json");

    public bool IsSensitive(string action) => Pattern.MatchesAny(SensitiveActions, action);

    public bool IsDataStore(string type) => Pattern.MatchesAny(DataStores, type);

    /// <summary>Whether CloudTrail can record reads of what a thing of the type holds.</summary>
    public bool HasDataEvents(string type) => Pattern.MatchesAny(DataEventTypes, type);

    public int WorthOf(string type) => Array.Find(Worth, entry => Pattern.MatchesAny(entry.Types, type))?.Weight ?? 0;

    public string? VerbOf(string action) => Array.Find(Verbs, entry => Pattern.MatchesAny(entry.Actions, action))?.Text;
}
