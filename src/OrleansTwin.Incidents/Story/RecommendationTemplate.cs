using OrleansTwin.Incidents.Knowledge;

namespace OrleansTwin.Incidents.Story;

/// <summary>A measure for a situation: words and arguments with <c>{places}</c>, and what it breaks in general (<c>Data/recommendations.json</c>).</summary>
internal sealed record RecommendationTemplate(string When, int Order, string Action, string[] Command, string Breaks)
{
    public static RecommendationTemplate[] All { get; } = EmbeddedJson.Read<RecommendationTemplate[]>("recommendations.json");
}
