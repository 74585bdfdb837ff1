using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTwin.Access.WhatIf;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Json;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Commands.WhatIf;

/// <summary>The answer as SARIF 2.1.0 (OASIS), one result a finding, the change file as its place.</summary>
internal static class WhatIfSarif
{
    private const string Undecided = "notDecidable";

    public static string Of(WhatIfAnswer answer, string file)
    {
        var uri = Uri.EscapeDataString(file.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal);
        var results = answer.Details.Select(d => Result(Name(d.Kind), Level(d.Severity), d.Reason, uri, d.Certainty))
            .Concat(answer.NotDecidable.Select(n => Result(Undecided, "note", $"{n.What}: {n.Why}", uri, Certainty.NotDecidable))).ToArray();
        var rules = answer.Details.Select(static d => Name(d.Kind)).Concat(answer.NotDecidable.IsEmpty ? [] : [Undecided]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(static id => (JsonNode)new JsonObject { ["id"] = id, ["name"] = id }).ToArray();
        var sarif = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "OrleansTwin", ["version"] = typeof(WhatIfSarif).Assembly.GetName().Version!.ToString(3), ["rules"] = new JsonArray(rules) } },
                ["results"] = new JsonArray([.. results]),
            }),
        };
        return sarif.ToJsonString(TwinJson.Options);
    }

    private static JsonObject Result(string rule, string level, string text, string uri, Certainty certainty) => new JsonObject
    {
        ["ruleId"] = rule,
        ["level"] = level,
        ["message"] = new JsonObject { ["text"] = text },
        ["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = uri } } }),
        ["properties"] = new JsonObject { ["certainty"] = JsonNamingPolicy.CamelCase.ConvertName(certainty.ToString()) },
    };

    private static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        Severity.Low or Severity.Info => "note",
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };

    private static string Name(FindingKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
