using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using OrleansTwin.Access.Azure;
using OrleansTwin.Tests.Stages.Access.Clouds;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Azure;

/// <summary>Broken and hostile cases: an error that tells the place, or an answer, in bounded time.</summary>
public sealed class AzureBoundsTests
{
    private const string Request = """ "request":{"principal":{"id":"ann"},"action":"a/read","resource":"/subscriptions/s"} """;

    private const string Whole = """{"id":"1","request":{"principal":{"id":"ann","groups":["g"]},"dataAction":"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read","resource":"/subscriptions/s/resourceGroups/g","subOperation":"Blob.List","attributes":{"resource":{"a:name":["c",1,true]},"environment":{"UtcNow":"2024-06-01T12:00:00Z"}}},"roleAssignments":[{"name":"a","principalId":"ann","roleDefinitionName":"Storage Blob Data Reader","scope":"/subscriptions/s","condition":"((!(ActionMatches{'Microsoft.Storage/*'} AND SubOperationMatches{'Blob.List'})) OR (@Resource[a:name] ForAnyOfAnyValues:StringLike {'c*', 'd'} AND @Environment[UtcNow] DateTimeLessThan '2030-01-01'))","endDateTime":"2030-01-01T00:00:00Z"},{"principalId":"g","principalType":"Group","roleDefinitionId":"r","scope":"/providers/Microsoft.Management/managementGroups/m"}],"eligibleAssignments":[{"principalId":"ann","roleDefinitionName":"Owner","scope":"/"}],"denyAssignments":[{"scope":"/","principals":[{"id":"00000000-0000-0000-0000-000000000000"}],"excludePrincipals":[{"id":"g","type":"Group"}],"permissions":[{"dataActions":["*"]}]}],"roleDefinitions":[{"id":"r","assignableScopes":["/"],"permissions":[{"actions":["*"]}]}],"groups":[{"id":"g","members":[{"id":"h","type":"Group"}]}],"managementGroups":[{"name":"m"}],"subscriptions":[{"id":"s","managementGroup":"m"}]}""";

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

    [Fact]
    public void Given_ACaseWithAnyPlacesOverwritten_When_Decided_Then_AnAnswerComes() =>
        Overwritten.Of(Whole).Sample(static line => Assert.NotEmpty(AzureDecideCase.Answer(line, AzureRoleCatalogue.Bundled).Json), iter: 3_000);

    private static string Below(int i) => i == 0 ? "ann" : string.Create(CultureInfo.InvariantCulture, $"g{i - 1}");

    private static string Text(Stream compressed)
    {
        using var reader = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
