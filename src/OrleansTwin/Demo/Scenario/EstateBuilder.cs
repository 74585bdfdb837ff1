using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>The pipeline that builds the estate: one call after the other, some seconds apart.</summary>
internal sealed class EstateBuilder
{
    private readonly DemoLog _log;
    private readonly DemoRandom _random = new(0);
    private readonly DemoActor _actor;
    private DateTimeOffset _now;

    public EstateBuilder(DemoLog log, DateTimeOffset start)
    {
        _log = log;
        var run = new PipelineRun("meridian/infrastructure", "terraform", start, "ASIAXAMPLETERRAFORM1");
        log.Add(run.Begin());
        _actor = run.Actor(DemoActor.Terraform);
        _now = start.AddSeconds(2);
    }

    public void Call(string service, string name, JsonObject request, JsonObject? response)
    {
        _now += _random.Seconds(1, 9);
        _log.Add(new DemoCall(_now, _actor, service, name) { Request = request, Response = response });
    }

    public void Ec2(string name, JsonObject request, JsonObject response)
    {
        response["requestId"] = _random.Uuid();
        Call("ec2", name, request, response);
    }

    public void Iam(string name, JsonObject request, JsonObject? response) => Call("iam", name, request, response);

    public void Role(string name, string service)
    {
        var trust = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}""";
        Iam("CreateRole", new() { ["roleName"] = name, ["path"] = "/", ["assumeRolePolicyDocument"] = trust, ["maxSessionDuration"] = 3600 }, new()
        {
            ["role"] = new JsonObject { ["path"] = "/", ["roleName"] = name, ["roleId"] = DemoNames.UniqueId("AROA", name), ["arn"] = DemoNames.Iam($"role/{name}"), ["createDate"] = "Feb 2, 2026 9:05:00 AM", ["assumeRolePolicyDocument"] = Uri.EscapeDataString(trust) },
        });
    }

    /// <summary>An inline policy; actions as JSON strings with commas between.</summary>
    public void Policy(string role, string name, string actions, string resource) => Iam("PutRolePolicy", new()
    {
        ["roleName"] = role, ["policyName"] = name,
        ["policyDocument"] = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{actions}}],"Resource":"{{resource}}"}]}""",
    }, null);
}
