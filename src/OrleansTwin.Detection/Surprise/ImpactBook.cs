using System.Text.Json;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Impacts;

namespace OrleansTwin.Detection.Surprise;

/// <summary>Impacts by the event that made them and by the resource they are of, in order of time and id.</summary>
internal sealed class ImpactBook
{
    private readonly ILookup<string, Impact> _ofChange;
    private readonly ILookup<EntityId, Impact> _ofResource;

    public ImpactBook(IEnumerable<Impact> impacts)
    {
        List<Impact> ordered = [.. impacts.OrderBy(static impact => impact.Time).ThenBy(static impact => impact.Id, StringComparer.Ordinal)];
        _ofChange = ordered.ToLookup(static impact => impact.Change, StringComparer.Ordinal);
        _ofResource = ordered.ToLookup(static impact => impact.Resource);
    }

    public IEnumerable<Impact> Of(string change) => _ofChange[change];

    public IEnumerable<Impact> Of(EntityId resource) => _ofResource[resource];

    /// <summary>Attributes and relations that a change touched, by name.</summary>
    public static HashSet<string> Touched(Impact impact)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in (string?[])[impact.Before, impact.After])
        {
            if (text is null)
            {
                continue;
            }

            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                names.UnionWith(document.RootElement.EnumerateObject().Select(static property => property.Name));
            }
        }

        return names;
    }
}
