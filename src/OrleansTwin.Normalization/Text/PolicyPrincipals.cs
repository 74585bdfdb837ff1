using System.Text.Json;
using OrleansTwin.Normalization.Expressions;

namespace OrleansTwin.Normalization.Text;

/// <summary>
/// Principals of the Allow statements of a policy document: ARNs, account ids, service names, federated providers, or <c>*</c>.
/// Conditions are not looked at. Source: IAM, "AWS JSON policy elements: Principal".
/// </summary>
internal static class PolicyPrincipals
{
    public const int PrincipalsMax = 500;

    public static IReadOnlyCollection<string> Of(Value document)
    {
        var json = document.AsJson();
        if (json is null or ['"', ..])
        {
            return [];
        }

        try
        {
            using var parsed = JsonDocument.Parse(json);
            var found = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var statement in Shape.Items(Shape.Member(parsed.RootElement, "Statement")))
            {
                if (Value.Of(Shape.Member(statement, "Effect")).AsText() == "Allow")
                {
                    Collect(Shape.Member(statement, "Principal"), found);
                }
            }

            return found;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void Collect(JsonElement principal, SortedSet<string> found)
    {
        if (principal.ValueKind == JsonValueKind.String)
        {
            Add(principal, found);
            return;
        }

        if (principal.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var kind in principal.EnumerateObject())
        {
            foreach (var item in Shape.Items(kind.Value))
            {
                Add(item, found);
            }
        }
    }

    private static void Add(JsonElement item, SortedSet<string> found)
    {
        if (found.Count < PrincipalsMax && Value.Of(item).AsName() is { } name)
        {
            found.Add(name);
        }
    }
}
