namespace OrleansTwin.Access.Google.Cel;

/// <summary>Asks for the tags of a resource ("Attribute reference for IAM Conditions", Resource tags). A resource carries them, its own and inherited, as two maps.</summary>
internal static class CelTags
{
    /// <summary>Tags by namespaced key, and by the key's permanent id, as <c>resource</c> holds them.</summary>
    public const string ByName = "tags";

    public const string ById = "tagIds";

    public static object Call(string name, object[] a)
    {
        var byId = name.EndsWith("Id", StringComparison.Ordinal);
        if (a[0] is not CelMap resource || a.Length != (name.StartsWith("match", StringComparison.Ordinal) ? 3 : 2) || a[1] is not string key)
        {
            return CelEvaluator.NoOverload(name);
        }

        var field = byId ? ById : ByName;
        if (!resource.TryGet(field, out var held) || held is not CelMap tags)
        {
            return new CelUnknown($"resource.{field}");
        }

        if (!tags.TryGet(key, out var value))
        {
            return tags.OpenName is { } open ? new CelUnknown($"{open}['{key}']") : false;
        }

        return a.Length == 2 || (a[2] is string wanted && value is string text && text == wanted);
    }
}
