using OrleansTwin.Access.Azure;
using OrleansTwin.Access.Azure.Conditions;
using OrleansTwin.Access.Conditions;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Azure;

/// <summary>After "Azure role assignment condition format and syntax" and "Example Azure role assignment conditions for Blob Storage".</summary>
public sealed class AzureConditionTests
{
    private const string Blob = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";

    [Theory]
    // The page's table "Operator examples".
    [InlineData("ActionMatches{'Microsoft.Storage/*'}", Truth.Yes)]
    [InlineData("ActionMatches{'Microsoft.Authorization/roleDefinitions/*'}", Truth.No)]
    [InlineData("@Resource[name1] StringLike 'a*c?'", Truth.Yes)]
    [InlineData("@Resource[name1] StringLike 'A*C?'", Truth.No)]
    [InlineData("@Resource[name1] StringLikeIgnoreCase 'A*C?'", Truth.Yes)]
    [InlineData("@Resource[name1] StringLike 'a*c'", Truth.No)]
    [InlineData(@"@Resource[star] StringLike 'x\*'", Truth.Yes)]
    [InlineData(@"@Resource[name1] StringLike 'a\*'", Truth.No)]
    [InlineData("{'red', 'blue'} ForAnyOfAnyValues:StringEquals {'blue', 'green'}", Truth.Yes)]
    [InlineData("{'red', 'blue'} ForAnyOfAnyValues:StringEquals {'orange', 'green'}", Truth.No)]
    [InlineData("{'red', 'blue'} ForAllOfAnyValues:StringEquals {'orange', 'red', 'blue'}", Truth.Yes)]
    [InlineData("{'red', 'blue'} ForAllOfAnyValues:StringEquals {'red', 'green'}", Truth.No)]
    [InlineData("{10, 20} ForAnyOfAllValues:NumericLessThan {15, 18}", Truth.Yes)]
    [InlineData("{10, 20} ForAllOfAllValues:NumericLessThan {5, 15, 18}", Truth.No)]
    [InlineData("{10, 20} ForAllOfAllValues:NumericLessThan {25, 30}", Truth.Yes)]
    [InlineData("{10, 20} ForAllOfAllValues:NumericLessThan {15, 25, 30}", Truth.No)]
    [InlineData("@Request[role] ForAnyOfAllValues:GuidNotEquals {8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9}", Truth.Yes)]
    [InlineData("@Request[role] ForAnyOfAnyValues:GuidEquals{2A2B99081ea14ae28e65a410df84e7d1}", Truth.Yes)]
    [InlineData("@Request[role] ForAnyOfAllValues:GuidNotEquals {2a2b9908-1ea1-4ae2-8e65-a410df84e7d1, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9}", Truth.No)]
    [InlineData("@Environment[UtcNow] DateTimeGreaterThan '2023-05-01T13:00:00.000Z' AND @Environment[UtcNow] DateTimeLessThan '2024-06-01T14:00:00+02:00'", Truth.No)]
    [InlineData("@Environment[UtcNow] DateTimeGreaterThanEquals '2024-06-01T14:00:00+02:00'", Truth.Yes)]
    [InlineData("@Environment[UtcNow] TimeOfDayLessThan '12:00:01'", Truth.Yes)]
    [InlineData("@Environment[isPrivateLink] BoolEquals true", Truth.Yes)]
    [InlineData("@Environment[isPrivateLink] BoolNotEquals true", Truth.No)]
    [InlineData("Exists @Request[absent]", Truth.No)]
    [InlineData("NOT Exists @Request[absent] OR @Request[absent] StringEquals 'x'", Truth.Yes)]
    [InlineData("@Request[absent] StringEquals 'x'", Truth.No)]
    [InlineData("@Request[absent] StringNotEquals 'x'", Truth.Unknown)]
    [InlineData("@Resource[unlisted] StringEquals 'x'", Truth.Unknown)]
    [InlineData("Exists @Resource[unlisted]", Truth.Unknown)]
    [InlineData("@Resource[unlisted] StringEquals 'x' && @Resource[name1] StringEquals 'no'", Truth.No)]
    [InlineData("@Resource[unlisted] StringEquals 'x' || @Resource[NAME1] StringStartsWith 'ab'", Truth.Yes)]
    [InlineData("@Resource[blobs/tags:Project<$key_case_sensitive$>] StringEquals 'Cascade'", Truth.Yes)]
    [InlineData("@Resource[blobs/tags:project<$key_case_sensitive$>] StringEquals 'Cascade'", Truth.Unknown)]
    [InlineData("@Resource[blobs/tags:project] StringEquals 'Cascade'", Truth.Yes)]
    [InlineData("@Principal[Microsoft.Directory/CustomSecurityAttributes/Id:Engineering_Project] ForAnyOfAnyValues:StringEquals @Resource[blobs/tags:Project]", Truth.Yes)]
    [InlineData("SubOperationMatches{'Blob.List'}", Truth.Yes)]
    [InlineData("!(ActionMatches{'Microsoft.Storage/*/read'} AND SubOperationMatches{'Blob.List'})", Truth.No)]
    [InlineData("@Request[subOperation] ForAnyOfAnyValues:StringEqualsIgnoreCase {'blob.list'}", Truth.Yes)]
    // What could not be read is open, never a yes or no.
    [InlineData("@Resource[name1] StringSounds 'x'", Truth.Unknown)]
    [InlineData("@Resource[name1] StringEquals {'x', 'y'}", Truth.Unknown)]
    [InlineData("@Resource[name1 StringEquals 'x'", Truth.Unknown)]
    [InlineData("@Nothing[name1] StringEquals 'x'", Truth.Unknown)]
    [InlineData("(@Resource[name1] StringEquals 'x'", Truth.Unknown)]
    [InlineData("@Resource[name1] NumericEquals 3", Truth.Unknown)]
    [InlineData("@Resource[name1] NumericNotLessThan 3", Truth.Unknown)]
    public void Given_ACondition_When_Evaluated_Then_ItAnswersAsDocumented(string text, Truth expected)
    {
        var notes = new EvaluationNotes();
        var condition = AzureCondition.Parse(text, "2.0", AzureLimits.Default);
        Assert.Equal(expected, new ConditionEvaluator(Blob.ToLowerInvariant(), Attributes(), AzureLimits.Default, notes).Evaluate(condition, "c"));
        Assert.True(expected != Truth.Unknown || !notes.Errors.IsEmpty || !notes.MissingKeys.IsEmpty || !notes.OpenConditions.IsEmpty, "an open answer names what is open");
    }

    [Theory]
    [InlineData("blobs-example-container", "Allowed")]
    [InlineData("other", "ImplicitlyDenied")]
    [InlineData(null, "Undetermined")]
    public void Given_ReadAccessToOneContainer_When_AnotherIsRead_Then_ItIsNotAllowed(string? container, string expected)
    {
        const string Condition = """((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'blobs-example-container'))""";
        var attributes = container is null ? "{}" : $$$"""{"resource":{"Microsoft.Storage/storageAccounts/blobServices/containers:name":"{{{container}}}"}}""";
        var answer = AzureDecideCaseTests.Decide($"\"dataAction\":\"{Blob}\"", $$""" "roleAssignments":[{"name":"a","principalId":"ann","roleDefinitionName":"Storage Blob Data Reader","scope":"SUB","condition":"{{Condition}}","conditionVersion":"2.0"}] """,
            $"\"subOperation\":null,\"attributes\":{attributes}");
        Assert.Equal(expected, answer.Decision.Outcome.ToString());
        Assert.Equal(container is null ? ["@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name]"] : [], answer.Decision.Missing);
    }

    [Theory]
    [InlineData("acdd72a7-3385-48ef-bd42-f606fba81ae7", "ImplicitlyDenied")]
    [InlineData("4633458b-17de-408a-b874-0445c86b69e6", "Allowed")]
    public void Given_ABuiltInRoleWithItsOwnCondition_When_ARoleIsAssigned_Then_TheConditionDecides(string role, string expected) =>
        Assert.Equal(expected, AzureDecideCaseTests.Decide("\"action\":\"Microsoft.Authorization/roleAssignments/write\"",
            """ "roleAssignments":[{"name":"a","principalId":"ann","roleDefinitionName":"Key Vault Data Access Administrator","scope":"SUB"}] """,
            $$$"""  "attributes":{"request":{"Microsoft.Authorization/roleAssignments:RoleDefinitionId":"{{{role}}}"}} """).Decision.Outcome.ToString());

    [Fact]
    public void Given_AllBuiltInConditions_When_Read_Then_EachOfVersionTwoIsUnderstood()
    {
        var conditions = AzureRoleCatalogue.Bundled.Ids.Select(static id => AzureRoleCatalogue.Bundled.Find(id)!).SelectMany(static r => r.Permissions).Select(static p => p.Condition).OfType<AzureCondition>().ToList();
        Assert.True(conditions.Count > 10);
        Assert.All(conditions, static c => Assert.True(c.Problem is null or "a condition of version `1.0`; allowed is 2.0", c.Problem));
        Assert.Single(conditions, static c => c.Problem is not null);
    }

    private static AzureAttributes Attributes()
    {
        var attributes = new AzureAttributes(complete: false);
        void Add(AttributeSource source, string name, params string[] values) => attributes.Add(source, name, AttributeValue.Of([.. values]));
        Add(AttributeSource.Resource, "name1", "abcd");
        Add(AttributeSource.Resource, "star", "x*");
        Add(AttributeSource.Resource, "blobs/tags:Project<$key_case_sensitive$>", "Cascade");
        Add(AttributeSource.Request, "role", "2a2b9908-1ea1-4ae2-8e65-a410df84e7d1");
        Add(AttributeSource.Request, AzureAttributes.SubOperation, "Blob.List");
        Add(AttributeSource.Environment, "UtcNow", "2024-06-01T12:00:00Z");
        Add(AttributeSource.Environment, "isPrivateLink", "true");
        Add(AttributeSource.Principal, "Microsoft.Directory/CustomSecurityAttributes/Id:Engineering_Project", "Baker", "Cascade");
        attributes.Add(AttributeSource.Request, "absent", AttributeValue.Absent);
        return attributes;
    }
}
