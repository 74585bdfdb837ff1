using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;

namespace OrleansTwin.Incidents.Text;

/// <summary>
/// A short name for an entity, from its view or its id. Names come from logs: the label is cut to <see cref="LabelMax"/> and every
/// character that could change its surroundings is replaced by its code point, so that it is safe as plain text anywhere.
/// </summary>
public static class EntityLabel
{
    public const int LabelMax = 80;

    public static string Of(EntityId id, EntityView? view = null) =>
        HostileText.Plain(view?.Name is { Length: > 0 } name ? name : NameOf(id), LabelMax);

    private static string NameOf(EntityId id)
    {
        var text = id.Value ?? string.Empty;
        if (text.Length == 0)
        {
            return "not named";
        }

        if (text == "*")
        {
            return "anyone";
        }

        if (text.StartsWith(EntityId.AddressPrefix, StringComparison.Ordinal))
        {
            var range = text[EntityId.AddressPrefix.Length..];
            return range is "0.0.0.0/0" or "::/0" ? "the internet" : range;
        }

        if (text.StartsWith(EntityId.AccountPrefix, StringComparison.Ordinal))
        {
            return $"account {text[EntityId.AccountPrefix.Length..]}";
        }

        return Arn.TryParse(text, out var arn) ? OfArn(arn) : Last(text);
    }

    private static string OfArn(Arn arn) => arn.Resource switch
    {
        "root" => $"root of {arn.Account}",
        _ when arn.ResourceName.Length == 0 => arn.Resource,
        _ => Last(arn.ResourceName),
    };

    private static string Last(string text)
    {
        var cut = text.AsSpan().TrimEnd('/').LastIndexOfAny('/', ':');
        return cut < 0 || cut == text.Length - 1 ? text : text[(cut + 1)..];
    }
}
