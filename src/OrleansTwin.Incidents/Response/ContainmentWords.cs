using OrleansTwin.Incidents.Knowledge;

namespace OrleansTwin.Incidents.Response;

/// <summary>Which actions of the catalogue carry out which kind of cut (<c>Data/response-cuts.json</c>; kinds as <c>containment.yaml</c> of access names them).</summary>
internal static class ContainmentWords
{
    public static IReadOnlyDictionary<string, string[]> All { get; } = EmbeddedJson.Read<Dictionary<string, string[]>>("response-cuts.json");

    public static bool Carries(string cut, string action) => All.TryGetValue(cut, out var actions) && actions.Contains(action, StringComparer.Ordinal);
}
