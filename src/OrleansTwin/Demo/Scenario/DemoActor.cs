using System.Text.Json.Nodes;

namespace OrleansTwin.Demo.Scenario;

/// <summary>Who calls, as CloudTrail writes it, and from where.</summary>
/// <param name="Identity">Makes the <c>userIdentity</c> element (a new one each time: a JSON node has one parent).</param>
/// <param name="Ip">Source address, or the service's name for calls a service makes.</param>
internal sealed record DemoActor(Func<JsonObject> Identity, string Ip, string Agent)
{
    public const string Cli = "aws-cli/2.22.35 md/awscrt#0.23.4 ua/2.0 os/linux#6.8.0-51-generic md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard";
    public const string Console = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
    public const string Terraform = "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.80.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.6 ua/2.1 os/linux lang/go#1.23.3 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.195.0";
    public const string Boto = "Boto3/1.35.76 md/Botocore#1.35.76 ua/2.0 os/linux#6.1.119-129.201.amzn2023.x86_64 md/arch#x86_64 lang/python#3.11.6 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.35.76";
    public const string Java = "aws-sdk-java/2.29.29 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.119 lang/java#21.0.5 md/OpenJDK_64-Bit_Server_VM";

    /// <summary>Whether the session was begun in the console, as the record says.</summary>
    public bool FromConsole { get; init; }

    /// <summary>An IAM user with a long-lived key.</summary>
    public static DemoActor User(string name, string key, string ip, string agent) => new(
        () => new()
        {
            ["type"] = "IAMUser", ["principalId"] = DemoNames.UniqueId("AIDA", name), ["arn"] = DemoNames.Iam($"user/{name}"),
            ["accountId"] = DemoNames.Account, ["accessKeyId"] = key, ["userName"] = name,
        },
        ip,
        agent);

    /// <summary>A session of a role.</summary>
    public static DemoActor Session(string role, string session, string key, DateTimeOffset begun, string ip, string agent, Action<JsonObject>? more = null) => new(
        () =>
        {
            var (path, name) = role.LastIndexOf('/') is var cut and >= 0 ? (role[..(cut + 1)], role[(cut + 1)..]) : (string.Empty, role);
            var context = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject
                {
                    ["type"] = "Role", ["principalId"] = DemoNames.UniqueId("AROA", name), ["arn"] = DemoNames.Iam($"role/{path}{name}"),
                    ["accountId"] = DemoNames.Account, ["userName"] = name,
                },
                ["attributes"] = new JsonObject { ["creationDate"] = DemoNames.Text(begun), ["mfaAuthenticated"] = "false" },
            };
            more?.Invoke(context);
            return new()
            {
                ["type"] = "AssumedRole", ["principalId"] = $"{DemoNames.UniqueId("AROA", name)}:{session}",
                ["arn"] = $"arn:aws:sts::{DemoNames.Account}:assumed-role/{name}/{session}", ["accountId"] = DemoNames.Account,
                ["accessKeyId"] = key, ["sessionContext"] = context,
            };
        },
        ip,
        agent);

    /// <summary>A service in its own name.</summary>
    public static DemoActor Service(string service) => new(
        () => new() { ["type"] = "AWSService", ["invokedBy"] = service }, service, service);
}
