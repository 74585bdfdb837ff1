using System.Text.Json;
using OrleansTwin.Tests.Stages.Access;
using Xunit;

namespace OrleansTwin.Tests.Stages.Commands;

public sealed class SnapshotCommandTests : IDisposable
{
    private const string Iam = "arn:aws:iam::111122223333:";
    private const string Update = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:UpdateFunctionCode","lambda:InvokeFunction"],"Resource":"*"}]}""";
    private const string Admin = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("twin-snapshot-").FullName;

    [Fact]
    public void Given_SingleAnswersInFolders_When_AskedForEscalations_Then_TheFunctionsRoleIsAWayAndGoesWithTheFunction()
    {
        WriteLists(functions: $$"""{"Functions":[{"FunctionArn":"arn:aws:lambda:eu-west-1:111122223333:function:f","Role":"{{Iam}}role/svc"}]}""");
        var with = Escalations("ann");
        WriteLists(functions: """{"Functions":[]}""");
        var without = Escalations("ann");

        Assert.Equal("viaEscalation", with.GetProperty("admin").GetString());
        Assert.Contains("lambda-004", Methods(with));
        Assert.Equal("no", without.GetProperty("admin").GetString());
    }

    [Fact]
    public void Given_PoliciesThatWereNotListed_When_AskedForEscalations_Then_NothingIsConcludedFromTheirAbsence()
    {
        Write("iam-list-users.json", $$"""{"Users":[{"UserName":"ann","Arn":"{{Iam}}user/ann"}]}""");

        Assert.Equal("unknown", Escalations("ann").GetProperty("admin").GetString());
    }

    [Fact]
    public void Given_AConfigSnapshot_When_AskedForEscalations_Then_ItSaysTheSameAsTheLists()
    {
        var escaped = Uri.EscapeDataString(Update);
        Write("config.json", JsonSerializer.Serialize(new
        {
            fileVersion = "1.0",
            configurationItems = new object[]
            {
                Item("AWS::IAM::User", Iam + "user/ann", new { userName = "ann", arn = Iam + "user/ann", userPolicyList = new[] { new { policyName = "p", policyDocument = escaped } }, groupList = Array.Empty<string>(), attachedManagedPolicies = Array.Empty<string>() }),
                Item("AWS::IAM::Role", Iam + "role/svc", new { roleName = "svc", arn = Iam + "role/svc", assumeRolePolicyDocument = Uri.EscapeDataString(Trust), rolePolicyList = new[] { new { policyName = "all", policyDocument = Uri.EscapeDataString(Admin) } }, attachedManagedPolicies = Array.Empty<string>(), instanceProfileList = Array.Empty<string>() }),
                Item("AWS::Lambda::Function", "arn:aws:lambda:eu-west-1:111122223333:function:f", new { functionName = "f", functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:f", role = Iam + "role/svc" }),
            },
        }));

        var row = Escalations("ann");

        Assert.Equal("viaEscalation", row.GetProperty("admin").GetString());
        var path = row.GetProperty("paths").EnumerateArray().Single(static p => p.GetProperty("method").GetString() == "lambda-004");
        Assert.Equal(Iam + "role/svc", path.GetProperty("to").GetString());
        Assert.Equal("always", path.GetProperty("certainty").GetString());
        Assert.Equal(["lambda:UpdateFunctionCode", "lambda:InvokeFunction"], path.GetProperty("steps").EnumerateArray().Select(static s => s.GetProperty("action").GetString()));
    }

    [Fact]
    public void Given_ABucketPolicy_When_AskedWhoCan_Then_ItsPrincipalsAnswerTooAndAForeignAccountsOwnPoliciesStayUnknown()
    {
        WriteLists(functions: """{"Functions":[]}""");
        Write("s3-get-bucket-policy/data.json", JsonSerializer.Serialize(new
        {
            Policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["999999999999","arn:aws:iam::999999999999:role/reader","{{Iam}}user/ann"]},"Action":"s3:GetObject","Resource":"arn:aws:s3:::data/*"},{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::data/*"}]}""",
        }));

        var called = Called.With("access", "who-can", "--snapshot", _folder, "--action", "s3:GetObject", "--resource", "arn:aws:s3:::data/x");
        var rows = called.Lines.ToDictionary(static r => r.GetProperty("principal").GetString()!, static r => r.GetProperty("certainty").GetString());
        var put = Called.With("access", "who-can", "--snapshot", _folder, "--action", "s3:PutObject", "--resource", "arn:aws:s3:::data/x");

        Assert.Equal(0, called.Status);
        Assert.Equal(new() { [Iam + "user/ann"] = "always", [Iam + "role/svc"] = "always", ["arn:aws:iam::999999999999:root"] = "unknown", ["arn:aws:iam::999999999999:role/reader"] = "unknown" }, rows);
        Assert.Empty(put.Lines);
    }

    [Fact]
    public void Given_NothingButASnapshot_When_AskedWhoCan_Then_WhatPoliciesAllowIsListed()
    {
        WriteLists(functions: $$"""{"Functions":[{"FunctionArn":"arn:aws:lambda:eu-west-1:111122223333:function:f","Role":"{{Iam}}role/svc"}]}""");

        var rows = Called.With("access", "who-can", "--snapshot", _folder, "--principal", "ann").Lines;

        Assert.Equal(["lambda:InvokeFunction", "lambda:UpdateFunctionCode"], rows.Select(static r => r.GetProperty("action").GetString()).Order(StringComparer.Ordinal));
        Assert.All(rows, static r => Assert.Equal("p #1", r.GetProperty("via")[0].GetString()));
    }

    [Fact]
    public void Given_ABrokenFileInTheSnapshot_When_Asked_Then_ThePlaceIsToldAndTheRestIsAnswered()
    {
        WriteLists(functions: """{"Functions":[]}""");
        Write("broken.json", "{\"Roles\": [");
        Write("note.txt", "not a snapshot");

        var called = Called.With("access", "escalations", "--snapshot", _folder);

        Assert.Equal(1, called.Status);
        Assert.Contains("broken.json:1:", called.Error, StringComparison.Ordinal);
        Assert.Equal(2, called.Lines.Count);
    }

    [Fact]
    public void Given_AnUnknownPrincipal_When_Asked_Then_ItIsRefusedAndWhoThereIsIsSaid()
    {
        WriteLists(functions: """{"Functions":[]}""");

        var called = Called.With("access", "escalations", "--snapshot", _folder, "--principal", "nobody");

        Assert.Equal(2, called.Status);
        Assert.Contains("`nobody` is no user or role of the snapshot; it holds 2", called.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iam/cloudsplaining/example-authz-details.json")]
    [InlineData("network/cloudmapper_demo")]
    public void Given_RecordedAccounts_When_Asked_Then_EachIdentityHasALineAndTheSameEachTime(string path)
    {
        var snapshot = AccessFixtures.DataFile(path);

        var called = Called.With("access", "escalations", "--snapshot", snapshot);

        Assert.Equal(called.Lines.Select(static l => l.GetProperty("principal").GetString()).Distinct(), called.Lines.Select(static l => l.GetProperty("principal").GetString()));
        Assert.Contains(called.Lines, static l => l.GetProperty("admin").GetString() is "direct" or "viaEscalation");
        Assert.Equal(called.Out, Called.With("access", "escalations", "--snapshot", snapshot).Out);
    }

    private JsonElement Escalations(string name) => Assert.Single(Called.With("access", "escalations", "--snapshot", _folder, "--principal", name).Lines);

    private static IEnumerable<string?> Methods(JsonElement row) => row.GetProperty("paths").EnumerateArray().Select(static p => p.GetProperty("method").GetString());

    private static object Item(string type, string arn, object configuration) => new { resourceType = type, ARN = arn, awsAccountId = "111122223333", awsRegion = "eu-west-1", configurationItemStatus = "OK", configuration };

    private void WriteLists(string functions)
    {
        Write("iam-list-users.json", $$"""{"Users":[{"UserName":"ann","Arn":"{{Iam}}user/ann"}]}""");
        Write("iam-list-user-policies/ann.json", """{"PolicyNames":["p"]}""");
        Write("iam-get-user-policy/ann-p.json", $$"""{"UserName":"ann","PolicyName":"p","PolicyDocument":{{Update}}}""");
        Write("iam-list-attached-user-policies/ann.json", """{"AttachedPolicies":[]}""");
        Write("iam-list-groups-for-user/ann.json", """{"Groups":[]}""");
        Write("iam-list-roles.json", $$"""{"Roles":[{"RoleName":"svc","Arn":"{{Iam}}role/svc","AssumeRolePolicyDocument":{{Trust}}}]}""");
        Write("iam-list-role-policies/svc.json", """{"PolicyNames":[]}""");
        Write("iam-list-attached-role-policies/svc.json", """{"AttachedPolicies":[{"PolicyName":"AdministratorAccess","PolicyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}]}""");
        Write("eu-west-1/lambda-list-functions.json", functions);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
