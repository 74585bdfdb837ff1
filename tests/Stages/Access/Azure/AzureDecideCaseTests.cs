using System.Text.Json;
using OrleansTwin.Access.Azure;
using OrleansTwin.Access.Clouds;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Azure;

/// <summary>Hand-made cases after Microsoft's pages, each named where it is used.</summary>
public sealed class AzureDecideCaseTests
{
    private const string Sub = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Account = Sub + "/resourceGroups/Data/providers/Microsoft.Storage/storageAccounts/Acc";
    private const string Read = "\"action\":\"Microsoft.Storage/storageAccounts/read\"";
    private const string Write = "\"action\":\"Microsoft.Storage/storageAccounts/write\"";
    private const string ReadBlob = "\"dataAction\":\"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read\"";

    [Theory]
    // "Understand Azure role definitions": Reader, Owner, Contributor, wildcards; roles by GUID or name, without regard to case.
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"SUB"}""", "Allowed")]
    [InlineData(Write, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"SUB"}""", "ImplicitlyDenied")]
    [InlineData(Write, """{"principalId":"ANN","roleDefinitionId":"SUB/providers/Microsoft.Authorization/roleDefinitions/B24988AC-6180-42a0-ab88-20f7382dd24c","scope":"SUB/RESOURCEGROUPS/data"}""", "Allowed")]
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"SUB/resourceGroups/Dat"}""", "ImplicitlyDenied")]
    [InlineData(Read, """{"principalId":"bob","principalType":"User","roleDefinitionName":"Reader","scope":"SUB"}""", "ImplicitlyDenied")]
    // Actions do not reach data, DataActions do ("Control and data actions").
    [InlineData(ReadBlob, """{"principalId":"ann","roleDefinitionName":"Owner","scope":"SUB"}""", "ImplicitlyDenied")]
    [InlineData(ReadBlob, """{"principalId":"ann","roleDefinitionName":"Storage Blob Data Reader","scope":"SUB"}""", "Allowed")]
    // NotActions take away from their role only ("NotActions").
    [InlineData("\"action\":\"Microsoft.Authorization/roleAssignments/write\"", """{"principalId":"ann","roleDefinitionName":"Contributor","scope":"SUB"}""", "ImplicitlyDenied")]
    [InlineData("\"action\":\"Microsoft.Authorization/roleAssignments/write\"", """{"principalId":"ann","roleDefinitionName":"Contributor","scope":"SUB"},{"principalId":"ann","roleDefinitionName":"User Access Administrator","scope":"SUB"}""", "Allowed")]
    // Groups, nested; a group that was not told.
    [InlineData(Read, """{"principalId":"outer","principalType":"Group","roleDefinitionName":"Reader","scope":"SUB"}""", "Allowed")]
    [InlineData(Read, """{"principalId":"other","principalType":"Group","roleDefinitionName":"Reader","scope":"SUB"}""", "ImplicitlyDenied")]
    [InlineData(Read, """{"principalId":"hidden","principalType":"Group","roleDefinitionName":"Reader","scope":"SUB"}""", "Undetermined")]
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Custom Unseen","scope":"SUB"}""", "Undetermined")]
    // "Understand scope": management groups above the subscription.
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"/providers/Microsoft.Management/managementGroups/Root"}""", "Allowed")]
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"/providers/Microsoft.Management/managementGroups/Elsewhere"}""", "ImplicitlyDenied")]
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"/"}""", "Allowed")]
    // Assignments of limited time.
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"SUB","endDateTime":"2024-06-01T12:00:00Z"}""", "ImplicitlyDenied")]
    [InlineData(Read, """{"principalId":"ann","roleDefinitionName":"Reader","scope":"SUB","startDateTime":"2024-06-01T11:00:00Z","endDateTime":"2024-06-01T12:00:01Z"}""", "Allowed")]
    public void Given_RoleAssignments_When_Decided_Then_TheyGrantAsDocumented(string operation, string assignments, string expected) =>
        Assert.Equal(expected, Decide(operation, $"\"roleAssignments\":[{assignments}]").Decision.Outcome.ToString());

    [Theory]
    // "Understand Azure deny assignments".
    [InlineData("""{"scope":"SUB","principals":[{"id":"00000000-0000-0000-0000-000000000000","type":"SystemDefined"}],"permissions":[{"actions":["*/write"]}]}""", "ExplicitlyDenied")]
    [InlineData("""{"scope":"SUB","principals":[{"id":"00000000-0000-0000-0000-000000000000","type":"SystemDefined"}],"excludePrincipals":[{"id":"outer","type":"Group"}],"permissions":[{"actions":["*"]}]}""", "Allowed")]
    [InlineData("""{"scope":"SUB","principals":[{"id":"00000000-0000-0000-0000-000000000000","type":"SystemDefined"}],"excludePrincipals":[{"id":"hidden","type":"Group"}],"permissions":[{"actions":["*"]}]}""", "Undetermined")]
    [InlineData("""{"scope":"SUB","doNotApplyToChildScopes":true,"principals":[{"id":"ann","type":"User"}],"permissions":[{"actions":["*"]}]}""", "Allowed")]
    [InlineData("""{"scope":"ACC","doNotApplyToChildScopes":true,"principals":[{"id":"ann","type":"User"}],"permissions":[{"actions":["*"]}]}""", "ExplicitlyDenied")]
    [InlineData("""{"scope":"SUB","principals":[{"id":"ann","type":"User"}],"permissions":[{"actions":["*"],"notActions":["Microsoft.Storage/*"]}]}""", "Allowed")]
    [InlineData("""{"scope":"SUB","principals":[{"id":"ann","type":"User"}],"permissions":[{"dataActions":["*"]}]}""", "Allowed")]
    [InlineData("""{"scope":"/providers/Microsoft.Management/managementGroups/root","principals":[{"id":"inner","type":"Group"}],"permissions":[{"actions":["microsoft.storage/*"]}]}""", "ExplicitlyDenied")]
    public void Given_DenyAssignments_When_Decided_Then_TheyRefuseWhatRolesGrant(string denial, string expected)
    {
        var answer = Decide(Write, $$""" "roleAssignments":[{"name":"o","principalId":"ann","roleDefinitionName":"Owner","scope":"SUB"}],"denyAssignments":[{{denial}}] """);
        Assert.Equal(expected, answer.Decision.Outcome.ToString());
    }

    [Fact]
    public void Given_AnEligibleAssignment_When_Decided_Then_NothingIsAllowedBeforeItIsActivated()
    {
        var eligible = """{"name":"e","principalId":"inner","principalType":"Group","roleDefinitionName":"Owner","scope":"SUB"}""";
        var alone = Decide(Write, $"\"eligibleAssignments\":[{eligible}]").Decision;
        Assert.Equal("ImplicitlyDenied", alone.Outcome.ToString());
        Assert.Contains(alone.Reasons, static r => r is { Layer: "eligibleAssignment", Policy: "e", Effect: "Allow" } && r.Why.Contains("after activation it grants", StringComparison.Ordinal));
        var active = Decide(Write, $"\"roleAssignments\":[{eligible}],\"eligibleAssignments\":[{eligible}]").Decision;
        Assert.Equal("Allowed", active.Outcome.ToString());
    }

    [Fact]
    public void Given_TwoCustomRoles_When_OneLeavesOutWhatTheOtherNames_Then_ItIsAllowed()
    {
        const string Roles = """ "roleDefinitions":[{"id":"r1","roleName":"One","assignableScopes":["SUB"],"permissions":[{"actions":["Microsoft.Storage/*"],"notActions":["*/write"]}]},{"id":"r2","roleName":"Two","permissions":[{"actions":["Microsoft.Storage/*/write"]}]}] """;
        var one = """{"name":"a1","principalId":"ann","roleDefinitionId":"r1","scope":"SUB"}""";
        Assert.Equal("ImplicitlyDenied", Decide(Write, $"\"roleAssignments\":[{one}],{Roles}").Decision.Outcome.ToString());
        var two = """{"name":"a2","principalId":"ann","roleDefinitionName":"Two","scope":"SUB/resourceGroups/data"}""";
        var both = Decide(Write, $"\"roleAssignments\":[{one},{two}],{Roles}").Decision;
        Assert.Equal(("Allowed", "a2"), (both.Outcome.ToString(), both.Reasons.Single().Policy));
        var elsewhere = one.Replace("\"scope\":\"SUB\"", "\"scope\":\"/subscriptions/2\"", StringComparison.Ordinal);
        Assert.Equal("ImplicitlyDenied", Decide(Read, $"\"roleAssignments\":[{elsewhere}],{Roles}").Decision.Outcome.ToString());
    }

    [Fact]
    public void Given_AnAnswer_When_Written_Then_ItHasTheAgreedShape()
    {
        using var answer = JsonDocument.Parse(Decide(Read, """ "roleAssignments":[{"name":"a","principalId":"ann","roleDefinitionName":"Reader","scope":"SUB"}] """).Json);
        Assert.Equal(["id", "decision", "reasons", "missing", "errors"], answer.RootElement.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(["layer", "policy", "statement", "effect", "why"], answer.RootElement.GetProperty("reasons")[0].EnumerateObject().Select(static p => p.Name));
    }

    internal static CloudAnswer Decide(string operation, string estate, string more = "\"attributes\":{\"environment\":{\"UtcNow\":\"2024-06-01T12:00:00Z\"}}")
    {
        var line = $$"""{"id":"1","request":{"principal":{"id":"ann"},{{operation}},"resource":"ACC",{{more}}},{{estate}},"groups":[{"id":"inner","members":["ann"]},{"id":"outer","members":[{"id":"INNER","type":"Group"}]},{"id":"other","members":["bob"]}],"managementGroups":[{"name":"root"},{"name":"mid","parent":"root"}],"subscriptions":[{"id":"SUB","managementGroup":"mid"}]}"""
            .Replace("ACC", Account, StringComparison.Ordinal).Replace("SUB", Sub, StringComparison.Ordinal);
        var answer = AzureDecideCase.Answer(line, AzureRoleCatalogue.Bundled);
        Assert.Empty(answer.Unread);
        return answer;
    }
}
