using System.Text.Json;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Normalization.Catalogue;

/// <summary>Makes the changes of one catalogue entry for one record: entity, attributes, elements, relations.</summary>
internal static class ChangeMaker
{
    public static IEnumerable<ResourceChange> Make(CatalogueChange change, EventOrder at, string action, RecordParts parts, CatalogueStore store)
    {
        var items = change.Each is null ? [null] : PathText.Elements(change.Each, parts).Select(static item => (JsonElement?)item).ToList();
        foreach (var item in items)
        {
            parts.Item = item;
            if (change.When is not null && !PathText.Elements(change.When, parts).Any())
            {
                continue;
            }

            var space = change.Do.IndexOf(' ', StringComparison.Ordinal);
            var kind = Enum.Parse<ChangeKind>(change.Do[..space], ignoreCase: true);
            foreach (var entity in EntityText.Resolve(change.Do[(space + 1)..], parts, store))
            {
                yield return One(change, entity, kind, at, action, parts, store);
            }
        }

        parts.Item = null;
    }

    private static ResourceChange One(CatalogueChange change, EntityRef entity, ChangeKind kind, EventOrder at, string action, RecordParts parts, CatalogueStore store) => new()
    {
        Entity = entity,
        At = at,
        Kind = kind,
        Basis = KnowledgeBasis.Write,
        Attributes = Attributes(change, parts).ToValueArray(),
        Relations = Relations(change, parts, store).ToValueArray(),
        Incarnation = change.Incarnation is null ? null : PathText.Texts(change.Incarnation, parts).FirstOrDefault(),
        Name = change.Name is null ? null : PathText.Texts(change.Name, parts).FirstOrDefault(),
        Action = action,
        Actor = new(parts.Event.Actor.Id),
        Region = Arn.TryParse(entity.Id.Value, out var arn) && arn.Region.Length > 0 ? arn.Region : null,
        Account = entity.Id.AccountOf() is { Length: > 0 } account ? account : parts.Event.Account,
    };

    private static IEnumerable<AttributeChange> Attributes(CatalogueChange change, RecordParts parts)
    {
        foreach (var path in change.Clear)
        {
            yield return new(path, AttributeOp.Clear);
        }

        foreach (var (attribute, path) in change.Set)
        {
            if (PathText.Json(path, parts, out var hidden) is { } value)
            {
                yield return new(attribute, AttributeOp.Set, value);
            }
            else if (hidden)
            {
                yield return new(attribute, AttributeOp.Unknown);
            }
        }

        foreach (var path in change.Unknown)
        {
            yield return new(path, AttributeOp.Unknown);
        }

        foreach (var path in change.Remove)
        {
            yield return new(path, AttributeOp.Remove);
        }

        foreach (var (attribute, text) in change.Elements)
        {
            foreach (var element in ElementText.Elements(attribute, text, parts))
            {
                yield return element;
            }
        }
    }

    private static IEnumerable<RelationChange> Relations(CatalogueChange change, RecordParts parts, CatalogueStore store)
    {
        foreach (var (name, text) in change.Relate.SelectMany(static relation => relation))
        {
            var kind = Enum.Parse<RelationKind>(name, ignoreCase: true);
            if (text == "-*")
            {
                yield return new(kind, EntityId.None, string.Empty, Removed: true);
                continue;
            }

            var (removed, exclusive) = (text.StartsWith('-'), text.StartsWith('!'));
            foreach (var to in EntityText.Resolve(removed || exclusive ? text[1..].Trim() : text, parts, store))
            {
                yield return new(kind, to.Id, to.Type, removed, exclusive);
            }
        }
    }
}
