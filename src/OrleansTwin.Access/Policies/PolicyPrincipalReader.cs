using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Access.Policies;

/// <summary>Reads Principal and NotPrincipal: <c>"*"</c> or a map of AWS, Service, Federated, CanonicalUser.</summary>
internal sealed class PolicyPrincipalReader(PolicyProblems problems)
{
    public PrincipalElement? Read(JsonElement statement, string place)
    {
        var has = statement.TryGetProperty("Principal", out var value);
        var hasNot = statement.TryGetProperty("NotPrincipal", out var notValue);
        if (has && hasNot)
        {
            problems.Add(PolicyDiagnosticCode.ConflictingElements, place, "`Principal` and `NotPrincipal` together; allowed is one of them");
            return null;
        }

        if (!has && !hasNot)
        {
            return null;
        }

        var entries = ReadEntries(has ? value : notValue, place + (has ? ".Principal" : ".NotPrincipal"));
        return new PrincipalElement(hasNot, entries);
    }

    private ImmutableArray<PrincipalEntry> ReadEntries(JsonElement value, string place)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() == "*")
        {
            return [new PrincipalEntry(PrincipalEntryKind.Everyone, "*")];
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(PolicyDiagnosticCode.InvalidValue, place, $"`{PolicyProblems.Show(value)}`; allowed is `*` or a map of AWS, Service, Federated, CanonicalUser");
            return [];
        }

        var texts = new PolicyStatementReader(problems);
        var entries = ImmutableArray.CreateBuilder<PrincipalEntry>();
        foreach (var property in value.EnumerateObject())
        {
            PrincipalEntryKind? kind = property.Name switch
            {
                "AWS" => PrincipalEntryKind.Aws,
                "Service" => PrincipalEntryKind.Service,
                "Federated" => PrincipalEntryKind.Federated,
                "CanonicalUser" => PrincipalEntryKind.CanonicalUser,
                _ => null,
            };
            if (kind is null)
            {
                problems.Add(PolicyDiagnosticCode.UnknownElement, place, $"`{PolicyProblems.Shorten(property.Name)}`; allowed are AWS, Service, Federated, CanonicalUser");
                continue;
            }

            foreach (var text in texts.ReadTexts(property.Value, $"{place}.{property.Name}", scalars: true))
            {
                entries.Add(new PrincipalEntry(kind.Value, text));
            }
        }

        return entries.ToImmutable();
    }
}
