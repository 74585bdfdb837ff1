using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Access.Policies;

/// <summary>Reads one statement. Element names and effects are case-sensitive, as AWS documents.</summary>
internal sealed class PolicyStatementReader(PolicyProblems problems)
{
    private static readonly ImmutableHashSet<string> Elements = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    public PolicyStatement? Read(JsonElement element, int index, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(PolicyDiagnosticCode.WrongType, place, $"`{element.ValueKind}` where an object is allowed");
            return null;
        }

        problems.CheckElements(element, place, Elements);
        var effect = ReadEffect(element, place);
        var (actions, isNotAction) = ReadEither(element, "Action", "NotAction", place, required: true);
        var (resources, isNotResource) = ReadEither(element, "Resource", "NotResource", place, required: false);
        foreach (var action in actions)
        {
            if (action != "*" && !action.Contains(':', StringComparison.Ordinal))
            {
                problems.Add(PolicyDiagnosticCode.InvalidValue, place, $"action `{PolicyProblems.Shorten(action)}`; allowed is `service:name` or `*`");
            }
        }

        return new PolicyStatement
        {
            Index = index,
            Sid = ReadSid(element, place),
            Effect = effect,
            Principal = new PolicyPrincipalReader(problems).Read(element, place),
            Actions = actions,
            IsNotAction = isNotAction,
            Resources = resources,
            IsNotResource = isNotResource,
            Conditions = element.TryGetProperty("Condition", out var condition) ? ReadConditions(condition, place + ".Condition") : [],
        };
    }

    private PolicyEffect ReadEffect(JsonElement element, string place)
    {
        if (!element.TryGetProperty("Effect", out var effect))
        {
            problems.Add(PolicyDiagnosticCode.MissingElement, place + ".Effect", "a statement has an Effect");
            return PolicyEffect.Deny;
        }

        switch (effect.ValueKind == JsonValueKind.String ? effect.GetString() : null)
        {
            case "Allow":
                return PolicyEffect.Allow;
            case "Deny":
                return PolicyEffect.Deny;
            default:
                problems.Add(PolicyDiagnosticCode.InvalidValue, place + ".Effect", $"`{PolicyProblems.Show(effect)}`; allowed are Allow and Deny");
                return PolicyEffect.Deny;
        }
    }

    private string? ReadSid(JsonElement element, string place)
    {
        if (!element.TryGetProperty("Sid", out var sid))
        {
            return null;
        }

        if (sid.ValueKind == JsonValueKind.String)
        {
            return sid.GetString();
        }

        problems.Add(PolicyDiagnosticCode.WrongType, place + ".Sid", $"`{PolicyProblems.Show(sid)}` where text is allowed");
        return null;
    }

    private (ImmutableArray<string> Values, bool Negated) ReadEither(JsonElement element, string name, string notName, string place, bool required)
    {
        var has = element.TryGetProperty(name, out var value);
        var hasNot = element.TryGetProperty(notName, out var notValue);
        if (has && hasNot)
        {
            problems.Add(PolicyDiagnosticCode.ConflictingElements, place, $"`{name}` and `{notName}` together; allowed is one of them");
            return ([], false);
        }

        if (!has && !hasNot)
        {
            if (required)
            {
                problems.Add(PolicyDiagnosticCode.MissingElement, $"{place}.{name}", $"a statement has {name} or {notName}");
            }

            return ([], false);
        }

        var place2 = $"{place}.{(has ? name : notName)}";
        return (ReadTexts(has ? value : notValue, place2, scalars: false), hasNot);
    }

    private ImmutableArray<ConditionClause> ReadConditions(JsonElement conditions, string place)
    {
        if (conditions.ValueKind != JsonValueKind.Object)
        {
            problems.Add(PolicyDiagnosticCode.WrongType, place, $"`{conditions.ValueKind}` where an object is allowed");
            return [];
        }

        var clauses = ImmutableArray.CreateBuilder<ConditionClause>();
        foreach (var operation in conditions.EnumerateObject())
        {
            var operatorPlace = $"{place}.{operation.Name}";
            if (!Conditions.ConditionOperation.TryParse(operation.Name, out _))
            {
                problems.Add(PolicyDiagnosticCode.UnknownOperator, operatorPlace, $"`{PolicyProblems.Shorten(operation.Name)}` is no condition operator");
                continue;
            }

            if (operation.Value.ValueKind != JsonValueKind.Object)
            {
                problems.Add(PolicyDiagnosticCode.WrongType, operatorPlace, $"`{operation.Value.ValueKind}` where an object of keys is allowed");
                continue;
            }

            foreach (var key in operation.Value.EnumerateObject())
            {
                var keyPlace = $"{operatorPlace}.{key.Name}";
                clauses.Add(new ConditionClause(operation.Name, key.Name, ReadTexts(key.Value, keyPlace, scalars: true), keyPlace));
            }
        }

        return clauses.ToImmutable();
    }

    /// <summary>One text or a list of them. Condition values may be written as numbers and booleans too.</summary>
    internal ImmutableArray<string> ReadTexts(JsonElement value, string place, bool scalars)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return ReadText(value, place, scalars) is { } single ? [single] : [];
        }

        var count = value.GetArrayLength();
        if (count > problems.Limits.ListItemsMax)
        {
            problems.Add(PolicyDiagnosticCode.TooManyItems, place, $"`{count}` items; allowed are {problems.Limits.ListItemsMax}");
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>(count);
        foreach (var item in value.EnumerateArray())
        {
            if (ReadText(item, place, scalars) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.ToImmutable();
    }

    private string? ReadText(JsonElement value, string place, bool scalars)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number when scalars => value.GetRawText(),
            JsonValueKind.True when scalars => "true",
            JsonValueKind.False when scalars => "false",
            _ => null,
        };
        if (text is null)
        {
            problems.Add(PolicyDiagnosticCode.WrongType, place, $"`{PolicyProblems.Show(value)}` where text is allowed");
            return null;
        }

        if (text.Length > problems.Limits.TextLengthMax)
        {
            problems.Add(PolicyDiagnosticCode.TextTooLong, place, $"`{text.Length}` characters; allowed are {problems.Limits.TextLengthMax}");
            return null;
        }

        if (text.AsSpan().ContainsAny(Glob.Any, Glob.One))
        {
            problems.Add(PolicyDiagnosticCode.InvalidValue, place, "the text holds a character that Unicode reserves (U+FFFE or U+FFFF)");
            return null;
        }

        return text;
    }
}
