using OrleansTwin.Model.Ids;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>Resolves <c>name(path)</c> to entities: each value of the path makes one id by the entity's template.</summary>
internal static class EntityText
{
    public static IEnumerable<EntityRef> Resolve(string text, RecordParts parts, CatalogueStore store)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !text.EndsWith(')') || store.Entity(text[..open].Trim()) is not { } entity)
        {
            yield break;
        }

        foreach (var value in PathText.Texts(text[(open + 1)..^1], parts))
        {
            if (Id(entity, value, parts) is { } id)
            {
                yield return new(id, id.Kind, entity.Type);
            }
        }
    }

    private static EntityId? Id(CatalogueEntity entity, string value, RecordParts parts)
    {
        if (value.StartsWith("arn:", StringComparison.Ordinal))
        {
            return Arn.TryParse(value, out var arn) ? new EntityId(arn.Value) : null;
        }

        var recorded = parts.Event;
        var partition = recorded.Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : recorded.Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
        var id = entity.Id
            .Replace("{partition}", partition, StringComparison.Ordinal)
            .Replace("{region}", recorded.Region, StringComparison.Ordinal)
            .Replace("{account}", recorded.Account, StringComparison.Ordinal)
            .Replace("{0}", value, StringComparison.Ordinal);
        return id.Any(char.IsControl) || id.Length > Arn.LengthMax ? null : new EntityId(id);
    }
}
