using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansTwin.Access.Azure;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Azure;

/// <summary>Broken and hostile cases: an error that tells the place, or an answer, in bounded time.</summary>
public sealed class AzureBoundsTests
{
    private const string Request = """ "request":{"principal":{"id":"ann"},"action":"a/read","resource":"/subscriptions/s"} """;

    [Theory]
    [InlineData("not json", "JSON")]
    [InlineData("[]", "a case is a JSON object")]
    [InlineData("{}", "$.request is missing")]
    [InlineData("""{"request":{"principal":"ann","action":"a","dataAction":"b","resource":"/"}}""", "one of `action`")]
    [InlineData("""{"request":{"principal":"ann","action":"a/*","resource":"/"}}""", "without wildcards")]
    [InlineData("""{"request":{"principal":"ann","action":"a","resource":"no-slash"}}""", "$.request.resource `no-slash`: allowed is")]
    [InlineData("""{REQUEST,"roleAssignments":[{"principalId":"ann","roleDefinitionName":"Reader"}]}""", "$.roleAssignments[0].scope is missing")]
    [InlineData("""{REQUEST,"roleAssignments":{"a":1}}""", "$.roleAssignments `{\"a\":1}`: allowed is a list")]
    [InlineData("""{REQUEST,"roleDefinitions":[{"id":"r","permissions":[{"actions":[7]}]}]}""", "$.roleDefinitions[0].permissions[0].actions[0] `7`: allowed is a text")]
    [InlineData("""{REQUEST,"denyAssignments":[7]}""", "$.denyAssignments[0] `7`: allowed is an object")]
    public void Given_ABrokenCase_When_Decided_Then_ItIsUndeterminedAndThePlaceIsTold(string line, string told)
    {
        var answer = AzureDecideCase.Answer(line.Replace("REQUEST", Request, StringComparison.Ordinal), AzureRoleCatalogue.Bundled);
        Assert.Equal("Undetermined", answer.Decision.Outcome.ToString());
        Assert.Contains(answer.Unread, e => e.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Given_GroupsAndManagementGroupsInCircles_When_Decided_Then_AnAnswerComesAndTheCirclesAreTold()
    {
        var line = $$"""{{{Request}},"groups":[{"id":"a","members":["b"]},{"id":"b","members":["a","ann"]}],"managementGroups":[{"name":"m","parent":"n"},{"name":"n","parent":"m"}],"subscriptions":[{"id":"s","managementGroup":"m"}],"roleAssignments":[{"principalId":"a","principalType":"Group","roleDefinitionName":"Reader","scope":"/providers/Microsoft.Management/managementGroups/n"}]}""";
        var answer = AzureDecideCase.Answer(line, AzureRoleCatalogue.Bundled);
        Assert.Equal("Allowed", answer.Decision.Outcome.ToString());
        Assert.Contains(answer.Unread, static e => e.Contains("groups hold one another", StringComparison.Ordinal));
        Assert.Contains(answer.Unread, static e => e.Contains("lies above itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_FiveThousandAssignmentsAndDeepGroups_When_Decided_Then_AnAnswerComesInTime()
    {
        var assignments = string.Join(',', Enumerable.Range(0, 5_000).Select(static i => $$"""{"name":"a{{i}}","principalId":"g{{i}}","principalType":"Group","roleDefinitionName":"Reader","scope":"/subscriptions/s","condition":"@Resource[x] StringEquals '{{i}}'"}"""));
        var groups = string.Join(',', Enumerable.Range(0, 5_000).Select(static i => $$"""{"id":"g{{i}}","members":["{{Below(i)}}"]}"""));
        var line = $$$$"""{"request":{"principal":{"id":"ann"},"action":"a/read","resource":"/subscriptions/s","attributes":{"resource":{"x":"4999"}}},"roleAssignments":[{{{{assignments}}}}],"groups":[{{{{groups}}}}]}""";
        var answer = AzureDecideCase.Answer(line, AzureRoleCatalogue.Bundled);
        Assert.Empty(answer.Unread);
        Assert.Equal("a4999", Assert.Single(answer.Decision.Reasons).Policy);
        var fewer = AzureDecideCase.Answer(line, AzureRoleCatalogue.Bundled, new AzureLimits { AssignmentsMax = 100 });
        Assert.Contains("$.roleAssignments has 5000 items; allowed are 100", fewer.Unread);
    }

    [Theory]
    [InlineData("(", 40_000, "40000 characters")]
    [InlineData("!(", 5_000, "nested deeper than 64")]
    public void Given_AHostileCondition_When_Decided_Then_ItIsOpenAndTheLimitIsTold(string piece, int times, string told)
    {
        var condition = new StringBuilder().Insert(0, piece, times).ToString();
        var line = $$"""{{{Request}},"roleAssignments":[{"principalId":"ann","roleDefinitionName":"Reader","scope":"/","condition":"{{condition}}"}]}""";
        var answer = AzureDecideCase.Answer(line, AzureRoleCatalogue.Bundled);
        Assert.Equal("Undetermined", answer.Decision.Outcome.ToString());
        Assert.Contains(answer.Decision.Errors, e => e.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Given_TheSourceOfTheBuiltInRoles_When_WrittenAgain_Then_TheAssetIsTheSame()
    {
        using var unzipped = new GZipStream(File.OpenRead(AccessFixtures.DataFile("ref/azure_built_in_roles.json.gz")), CompressionMode.Decompress);
        using var definitions = JsonDocument.Parse(unzipped);
        using var written = new MemoryStream();
        AzureRoleCatalogue.Write(written, definitions.RootElement);
        written.Position = 0;
        using var asset = typeof(AzureRoleCatalogue).Assembly.GetManifestResourceStream("OrleansTwin.Access.Azure.Data.azure-built-in-roles.jsonl.gz")!;
        Assert.Equal(Text(asset), Text(written));
        Assert.Equal(definitions.RootElement.GetArrayLength(), AzureRoleCatalogue.Bundled.Ids.Count);
    }

    private static string Below(int i) => i == 0 ? "ann" : string.Create(CultureInfo.InvariantCulture, $"g{i - 1}");

    private static string Text(Stream compressed)
    {
        using var reader = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
