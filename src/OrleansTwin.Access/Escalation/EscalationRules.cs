using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansTwin.Access.Escalation;

/// <summary>Loads the rule file. A rule with a need, target or gain that no code knows is refused with its id.</summary>
public static class EscalationRules
{
    private const string Resource = "OrleansTwin.Access.Escalation.escalation-rules.json";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<ImmutableArray<EscalationRule>> Loaded = new(LoadEmbedded);

    private static readonly ImmutableHashSet<string> Targets =
        ["none", "role", "user", "ownGroup", "otherGroup", "ownPolicy", "rolePolicy", "workload"];

    private static readonly ImmutableHashSet<string> Gains = ["role", "user", "targetAdmin", "caller", "callerInGroup"];

    public static ImmutableArray<EscalationRule> Bundled => Loaded.Value;

    /// <summary>Reads a rule file; all problems are reported together.</summary>
    public static (ImmutableArray<EscalationRule> Rules, ImmutableArray<string> Problems) Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        RuleFile? file;
        try
        {
            file = JsonSerializer.Deserialize<RuleFile>(json, Options);
        }
        catch (JsonException problem)
        {
            return ([], [$"line {(problem.LineNumber ?? 0) + 1}: {problem.Path} cannot be read"]);
        }

        var rules = file?.Rules ?? [];
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var rule in rules)
        {
            if (!Targets.Contains(rule.Target))
            {
                problems.Add($"{rule.Id}: target `{rule.Target}`; allowed are {string.Join(", ", Targets.Order(StringComparer.Ordinal))}");
            }

            if (!Gains.Contains(rule.Gain))
            {
                problems.Add($"{rule.Id}: gain `{rule.Gain}`; allowed are {string.Join(", ", Gains.Order(StringComparer.Ordinal))}");
            }

            problems.AddRange(rule.Needs.Where(n => !NeedChecks.Knows(n.Need)).Select(n => $"{rule.Id}: need `{n.Need}` is not known"));
        }

        problems.AddRange(rules.GroupBy(r => r.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"{g.Key}: the id stands twice"));
        return ([.. rules], problems.ToImmutable());
    }

    private static ImmutableArray<EscalationRule> LoadEmbedded()
    {
        using var stream = typeof(EscalationRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"asset {Resource} is not in the assembly");
        using var reader = new StreamReader(stream);
        var (rules, problems) = Read(reader.ReadToEnd());
        return problems.IsEmpty ? rules : throw new InvalidDataException(string.Join("; ", problems));
    }

    private sealed record RuleFile(ImmutableArray<EscalationRule> Rules);
}
