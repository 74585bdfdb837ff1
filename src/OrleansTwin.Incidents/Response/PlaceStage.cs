using System.Globalization;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Response;

/// <summary>
/// Fills the places of an action. Sources: <c>attribute:NAME</c>; <c>relation:KIND</c>, the name of the only one it leads to; <c>incoming:KIND:TYPE</c>,
/// the name of the only entity of the type that leads here; <c>segment:WORD</c>, the word behind WORD in the id; <c>fact:NAME</c> of the
/// incident; <c>each:MEMBER</c> of the element (id and name for a relation); <c>setting:KEY</c>; <c>name</c>. Always there: id, name, region, preparedAt.
/// A place that nothing fills is left out.
/// </summary>
internal static class PlaceStage
{
    public static Dictionary<string, string> Of(ResponseAction action, Involvement on, IReadOnlyDictionary<string, string> element, ResponseWorld world)
    {
        var view = world.ViewOf(on.Id);
        var places = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["id"] = on.Id.Value,
            ["name"] = NameOf(on.Id.Value),
            ["preparedAt"] = world.PreparedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        if ((Arn.TryParse(on.Id.Value, out var arn) && arn.Region.Length > 0 ? arn.Region : view?.Region) is { Length: > 0 } region)
        {
            places["region"] = region;
        }

        foreach (var (name, sources) in action.Places)
        {
            var value = sources.Select(source => From(source, on, view, element, places, world)).FirstOrDefault(static value => !string.IsNullOrEmpty(value));
            value = value is not null && action.Values.TryGetValue(name, out var other) && other.TryGetValue(value, out var mapped) ? mapped : value;
            if (value is not null && (!action.Only.TryGetValue(name, out var only) || only.Contains(value, StringComparer.Ordinal)))
            {
                places[name] = value;
            }
        }

        return places;
    }

    /// <summary>The last word of an id: behind the last slash, else behind the last colon.</summary>
    public static string NameOf(string id)
    {
        var text = Arn.TryParse(id, out var arn) ? arn.ResourceName : id.TrimEnd('/');
        var slash = text.LastIndexOf('/');
        return slash >= 0 ? text[(slash + 1)..] : text[(text.LastIndexOf(':') + 1)..];
    }

    private static string? From(string source, Involvement on, EntityView? view, IReadOnlyDictionary<string, string> element, Dictionary<string, string> places, ResponseWorld world)
    {
        var parts = source.Split(':');
        return parts[0] switch
        {
            "name" => places["name"],
            "attribute" => TwinConfig.Text(TwinConfig.Of(view)[parts[1]]),
            "relation" => Only((view?.Relations ?? default).Where(relation => Is(relation.Kind, parts[1])).Select(static relation => relation.To)),
            "incoming" => Only(world.RelationsTo(on.Id).Where(relation => Is(relation.Kind, parts[1])).Select(static relation => relation.From).Where(from => OfType(from, string.Join(':', parts[2..]), world))),
            "segment" => Segment(on.Id.Value, parts[1]),
            "fact" => on.Facts.GetValueOrDefault(parts[1]),
            "each" => element.GetValueOrDefault(parts[1]),
            "setting" => Setting(parts[1], places, world),
            _ => throw new InvalidOperationException($"`{source}` is no source of a place"),
        };
    }

    public static bool Is(RelationKind kind, string word) => string.Equals(kind.ToString(), word, StringComparison.OrdinalIgnoreCase);

    private static bool OfType(EntityId id, string type, ResponseWorld world) =>
        world.ViewOf(id) is { } view ? view.Type == type && view.State != EntityLife.Deleted : Story.EntityTypes.Of(id) == type;

    /// <summary>The name of the only one; of several none is chosen.</summary>
    private static string? Only(IEnumerable<EntityId> ids) => ids.Distinct().Take(2).ToList() is [var one] ? NameOf(one.Value) : null;

    private static string? Segment(string id, string word)
    {
        var parts = id.Split('/');
        var at = Array.FindIndex(parts, part => string.Equals(part, word, StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < parts.Length ? parts[at + 1] : null;
    }

    private static string? Setting(string key, Dictionary<string, string> places, ResponseWorld world)
    {
        var open = key.IndexOf('{', StringComparison.Ordinal);
        if (open >= 0)
        {
            if (!places.TryGetValue(key[(open + 1)..^1], out var value))
            {
                return null;
            }

            key = key[..open] + value;
        }

        return world.Settings.Values.GetValueOrDefault(key);
    }
}
