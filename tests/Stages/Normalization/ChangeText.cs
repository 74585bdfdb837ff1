using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Events;
using OrleansTwin.Normalization;

namespace OrleansTwin.Tests.Stages.Normalization;

/// <summary>What an event means, as the lines of a case file.</summary>
internal static class ChangeText
{
    public static IEnumerable<string> Of(NormalizedEvent normalized)
    {
        foreach (var change in normalized.Changes)
        {
            var words = new List<string> { change.Kind.ToString().ToLowerInvariant(), change.Entity.Type, change.Entity.Id.Value };
            words.AddRange(change.Whole ? ["whole"] : []);
            words.AddRange(change.Name is { } name ? [$"name={name}"] : []);
            words.AddRange(change.Incarnation is { } unique ? [$"unique={unique}"] : []);
            yield return string.Join(' ', words);
            foreach (var attribute in change.Attributes)
            {
                yield return "  " + Attribute(attribute);
            }

            foreach (var relation in change.Relations)
            {
                yield return $"  {relation.Kind} {(relation.Removed ? "-x" : relation.Exclusive ? "=>" : "->")} {(relation.To.IsNone ? "all" : relation.To.Value)}{(relation.ToType.Length > 0 ? " " + relation.ToType : string.Empty)}";
            }
        }

        foreach (var cascade in normalized.Cascades)
        {
            yield return $"cascade {cascade.ChildType} by {cascade.Via}{(cascade.Attribute is null ? string.Empty : $" where {cascade.Attribute}={cascade.Value}")}";
        }

        foreach (var target in normalized.Targets.Where(t => normalized.Changes.All(c => c.Entity.Id != t.Id && c.Relations.All(r => r.To != t.Id))))
        {
            yield return $"target {target.Role.ToString().ToLowerInvariant()} {target.Type} {target.Id.Value}";
        }

        if (normalized.Data is { } data)
        {
            yield return $"data {data.Verb.ToString().ToLowerInvariant()} {data.Entity.Value}{(data.Bytes is { } bytes ? $" {bytes} bytes" : string.Empty)}";
        }

        if (normalized.Mint is { } mint)
        {
            yield return $"mint {mint.KeyId ?? "?"} {mint.Principal.Value} {mint.Basis} session={mint.Session} expires={mint.Expires?.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} sourceIdentity={mint.SourceIdentity} federation={mint.Federation}";
        }
    }

    private static string Attribute(AttributeChange attribute)
    {
        var name = attribute.Element is null ? attribute.Path : $"{attribute.Path}[{attribute.Element}]";
        return attribute.Op switch
        {
            AttributeOp.Set => $"{name} = {attribute.Value ?? "(empty)"}",
            AttributeOp.Remove => $"{name} removed",
            AttributeOp.Unknown => $"{name} unknown",
            AttributeOp.Clear => $"{name} cleared",
            _ => name,
        };
    }
}
