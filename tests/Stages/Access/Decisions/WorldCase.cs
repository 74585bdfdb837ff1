using System.Text.Json.Nodes;
using OrleansTwin.Access.Policies;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

/// <summary>A random world as a line of <c>twin access decide</c>.</summary>
internal static class WorldCase
{
    public static string Line(string id, ReferenceWorld world)
    {
        var context = new JsonObject();
        foreach (var (key, values) in world.Context)
        {
            context[key] = key == "aws:TagKeys" ? Texts(values) : values[0];
        }

        var line = new JsonObject
        {
            ["id"] = id,
            ["request"] = new JsonObject
            {
                ["principal"] = world.Principal,
                ["action"] = world.Action,
                ["resource"] = new JsonObject { ["arn"] = world.ResourceArn, ["account"] = world.ResourceAccount },
                ["context"] = context,
            },
            ["identityPolicies"] = Named(world.Identity),
            ["serviceControlPolicies"] = Levels(world.ServiceControl),
            ["resourceControlPolicies"] = Levels(world.ResourceControl),
        };
        Add(line, "resourcePolicy", world.Resource is { Length: > 0 } resource ? Document(resource[0]) : null);
        Add(line, "sessionPolicy", world.Session is { Length: > 0 } session ? Document(session[0]) : null);
        Add(line, "permissionBoundaries", world.Boundary is null ? null : Named(world.Boundary));
        Add(line, "vpcEndpointPolicies", world.Endpoint is null ? null : Named(world.Endpoint));
        return line.ToJsonString();
    }

    private static void Add(JsonObject line, string name, JsonNode? value)
    {
        if (value is not null)
        {
            line[name] = value;
        }
    }

    private static JsonArray Levels(PolicyDocument[][] levels) =>
        new([.. levels.Select(static (policies, i) => new JsonObject { ["orgIdentifier"] = $"l{i}", ["policies"] = Named(policies) })]);

    private static JsonArray Named(PolicyDocument[] policies) =>
        new([.. policies.Select(static (policy, i) => new JsonObject { ["name"] = $"p{i}", ["document"] = Document(policy) })]);

    private static JsonObject Document(PolicyDocument policy) => new()
    {
        ["Version"] = policy.Version,
        ["Statement"] = new JsonArray([.. policy.Statements.Select(static s => Statement(s))]),
    };

    private static JsonObject Statement(PolicyStatement s)
    {
        var statement = new JsonObject
        {
            ["Effect"] = s.Effect.ToString(),
            [s.IsNotAction ? "NotAction" : "Action"] = Texts(s.Actions),
            [s.IsNotResource ? "NotResource" : "Resource"] = Texts(s.Resources),
        };
        if (s.Principal is { } principal)
        {
            statement[principal.Negated ? "NotPrincipal" : "Principal"] = principal.Entries.All(static e => e.Kind == PrincipalEntryKind.Everyone)
                ? "*"
                : new JsonObject { ["AWS"] = Texts(principal.Entries.Select(static e => e.Value)) };
        }

        var condition = new JsonObject();
        foreach (var clause in s.Conditions)
        {
            condition[clause.OperatorName] ??= new JsonObject();
            condition[clause.OperatorName]![clause.Key] = Texts(clause.Values);
        }

        Add(statement, "Condition", condition.Count > 0 ? condition : null);
        return statement;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static t => JsonValue.Create(t))]);
}
