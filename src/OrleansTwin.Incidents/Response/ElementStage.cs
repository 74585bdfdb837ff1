using System.Text.Json.Nodes;
using OrleansTwin.Incidents.Knowledge;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Response;

/// <summary>The elements or relations that each get an action of their own, as members by name. An action without <c>each</c> has one empty element.</summary>
internal static class ElementStage
{
    private const int ElementsMax = 20;
    private const string Involved = "@involved";

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(ResponseAction action, Involvement on, IReadOnlySet<string> involvedNames, IReadOnlySet<string> incidentEvents, ResponseWorld world)
    {
        if (action.Each is not { } each)
        {
            return [new Dictionary<string, string>()];
        }

        var view = world.ViewOf(on.Id);
        var elements = each.Relation is { } relation
            ? (view?.Relations ?? default).Where(one => PlaceStage.Is(one.Kind, relation) && (!each.Added || incidentEvents.Contains(one.Evidence)))
                .Select(static one => new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = one.To.Value, ["name"] = PlaceStage.NameOf(one.To.Value) })
            : TwinConfig.Of(view)[each.Attribute!] is JsonObject set ? set.Select(pair => Members(pair, each)) : [];
        return [.. elements.Where(element => Fits(element, each, involvedNames)).OrderBy(static element => string.Join('\u001f', element.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value)), StringComparer.Ordinal).Take(ElementsMax)];
    }

    /// <summary>The last words of ids, by which policies name identities.</summary>
    public static IReadOnlySet<string> NamesOf(IEnumerable<EntityId> ids) => ids.Select(static id => PlaceStage.NameOf(id.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Members(KeyValuePair<string, JsonNode?> pair, ResponseEach each)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = pair.Key };
        if (TwinConfig.Text(pair.Value) is { } value)
        {
            members["value"] = value;
        }

        if (pair.Value is JsonObject json)
        {
            foreach (var (name, member) in json)
            {
                if (TwinConfig.Text(member) is { } text)
                {
                    members[name] = text;
                }
            }
        }

        var words = each.Split is null ? [] : pair.Key.Split(' ', each.Split.Length);
        for (var index = 0; index < words.Length; index++)
        {
            members[each.Split![index]] = words[index];
        }

        return members;
    }

    private static bool Fits(Dictionary<string, string> element, ResponseEach each, IReadOnlySet<string> involved) =>
        (each.Where ?? []).All(condition => element.TryGetValue(condition.Key, out var value)
            && condition.Value.Any(allowed => allowed == Involved ? involved.Contains(value[(value.LastIndexOf(':') + 1)..]) : Pattern.Matches(allowed, value)));
}
