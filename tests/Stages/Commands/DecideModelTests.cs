using Xunit;

namespace OrleansTwin.Tests.Stages.Commands;

public sealed class DecideModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twin-decide-model-").FullName;

    [Theory]
    [InlineData("azure-rbac", """{"id":"a","request":{"principal":"ann","action":"Microsoft.Storage/storageAccounts/read","resource":"/subscriptions/s"},"roleAssignments":[{"name":"r","principalId":"ann","roleDefinitionName":"Reader","scope":"/subscriptions/s"}]}""")]
    [InlineData("gcp-iam", """{"id":"a","request":{"principal":"anonymous","permission":"storage.objects.get","resource":"projects/p"},"allowPolicies":[{"resource":"projects/p","bindings":[{"role":"roles/storage.objectViewer","members":["allUsers"]}]}]}""")]
    public void Given_AModel_When_CasesAreDecided_Then_ItsRulesDecideAndABrokenCaseIsTold(string model, string line)
    {
        var cases = Path.Combine(_folder, "cases.jsonl");
        File.WriteAllText(cases, $"{line}\n{{}}\n");

        var called = Called.With("access", "decide", "--model", model, "--cases", cases);

        Assert.Equal(["Allowed", "Undetermined"], called.Lines.Select(static l => l.GetProperty("decision").GetString()));
        Assert.Equal(1, called.Status);
        Assert.Contains($"{cases}:2: $.request is missing", called.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
