using System.Text.Json;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Google;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Google;

/// <summary>Hand-made cases after Google's pages, each named where it is used.</summary>
public sealed class GoogleDecideCaseTests
{
    private const string Viewer = "roles/storage.objectViewer";

    [Theory]
    // "Principal identifiers" and "Policy inheritance".
    [InlineData("user:ann@example.com", "folders/f", "user:Ann@Example.com", "Allowed")]
    [InlineData("user:ann@example.com", "organizations/o", "user:ann@example.com", "Allowed")]
    [InlineData("user:ann@example.com", "folders/elsewhere", "user:ann@example.com", "ImplicitlyDenied")]
    [InlineData("user:ann@example.com", "projects/p", "principal://goog/subject/ann@example.com", "Allowed")]
    [InlineData("user:ann@example.com", "projects/p", "group:outer@example.com", "Allowed")]
    [InlineData("user:ann@example.com", "projects/p", "principalSet://goog/group/outer@example.com", "Allowed")]
    [InlineData("user:ann@example.com", "projects/p", "group:hidden@example.com", "Undetermined")]
    [InlineData("user:ann@example.com", "projects/p", "group:other@example.com", "ImplicitlyDenied")]
    [InlineData("user:ann@example.com", "projects/p", "domain:example.com", "Allowed")]
    [InlineData("user:ann@sub.example.com", "projects/p", "domain:example.com", "ImplicitlyDenied")]
    [InlineData("user:ann@example.com", "projects/p", "allAuthenticatedUsers", "Allowed")]
    [InlineData("anonymous", "projects/p", "allAuthenticatedUsers", "ImplicitlyDenied")]
    [InlineData("anonymous", "projects/p", "allUsers", "Allowed")]
    [InlineData("principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/subject/s", "projects/p", "allAuthenticatedUsers", "ImplicitlyDenied")]
    [InlineData("principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/subject/s", "projects/p", "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/*", "Allowed")]
    [InlineData("principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/subject/s", "projects/p", "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/other/*", "ImplicitlyDenied")]
    [InlineData("principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/subject/s", "projects/p", "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/attribute.aws_role/r", "Undetermined")]
    [InlineData("serviceAccount:app@p.iam.gserviceaccount.com", "projects/p", "principal://iam.googleapis.com/projects/-/serviceAccounts/app@p.iam.gserviceaccount.com", "Allowed")]
    [InlineData("user:ann@example.com", "projects/p", "deleted:user:ann@example.com?uid=1", "ImplicitlyDenied")]
    [InlineData("user:ann@example.com", "projects/p", "projectOwner:p", "Undetermined")]
    [InlineData("user:ann@example.com", "projects/p", "workforcePools/p", "Undetermined")]
    [InlineData("user:ann@example.com", "projects/p", "", "Undetermined")]
    public void Given_ABinding_When_Decided_Then_ItsMembersAreUnderstood(string caller, string resource, string member, string expected) =>
        Assert.Equal(expected, Decide(caller, $$""" "allowPolicies":[{"resource":"{{resource}}","bindings":[{"role":"{{Viewer}}","members":["user:x@y.z","{{member}}"]}]}] """).Decision.Outcome.ToString());

    [Theory]
    [InlineData("request.time < timestamp('2030-01-01T00:00:00Z')", "Allowed")]
    [InlineData("request.time < timestamp('2020-01-01T00:00:00Z')", "ImplicitlyDenied")]
    [InlineData("resource.name.startsWith('projects/_/buckets/b/objects/x')", "Allowed")]
    [InlineData("resource.matchTag('o/env', 'prod')", "Allowed")]
    [InlineData("request.auth.access_levels.size() > 0", "Undetermined")]
    [InlineData("1 / 0 == 1", "ImplicitlyDenied")]
    [InlineData("1 / 0 == 1 || true", "Allowed")]
    [InlineData("resource.name", "ImplicitlyDenied")]
    [InlineData("resource.name ==", "Undetermined")]
    public void Given_AConditionalBinding_When_Decided_Then_TheConditionDecides(string condition, string expected) =>
        Assert.Equal(expected, Decide("user:ann@example.com", $$$""" "allowPolicies":[{"resource":"projects/p","bindings":[{"role":"{{{Viewer}}}","members":["user:ann@example.com"],"condition":{"title":"t","expression":"{{{condition}}}"}}]}] """).Decision.Outcome.ToString());

    [Theory]
    // "Deny policies": rules, exceptions, permission groups, conditions that cannot be evaluated.
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/objects.get"] """, "ExplicitlyDenied")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/objects.*"] """, "ExplicitlyDenied")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/*.get"] """, "ExplicitlyDenied")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/*.*"],"exceptionPermissions":["storage.googleapis.com/objects.get"] """, "Allowed")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["compute.googleapis.com/*.*"] """, "Allowed")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/group/outer@example.com"],"exceptionPrincipals":["principal://goog/subject/ann@example.com"],"deniedPermissions":["storage.googleapis.com/objects.get"] """, "Allowed")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/group/hidden@example.com"],"deniedPermissions":["storage.googleapis.com/objects.get"] """, "Undetermined")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/objects.get"],"denialCondition":{"expression":"resource.matchTag('o/env', 'dev')"} """, "Allowed")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/objects.get"],"denialCondition":{"expression":"!resource.matchTag('o/env', 'dev')"} """, "ExplicitlyDenied")]
    [InlineData(""" "deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/objects.get"],"denialCondition":{"expression":"1 / 0 == 1"} """, "ExplicitlyDenied")]
    public void Given_ADenyRule_When_Decided_Then_ItGoesBeforeWhatIsAllowed(string rule, string expected) =>
        Assert.Equal(expected, Decide("user:ann@example.com", $$$""" "allowPolicies":[{"resource":"projects/p","bindings":[{"role":"{{{Viewer}}}","members":["user:ann@example.com"]}]}],"denyPolicies":[{"name":"d","resource":"organizations/o","rules":[{"denyRule":{ {{{rule}}} }}]}] """).Decision.Outcome.ToString());

    [Theory]
    // "Principal access boundary policies": the union of what all bound policies name; only permissions of the enforcement version.
    [InlineData("organizations/o", "principalSet://goog/public:all", "[\"storage.googleapis.com/objects.get\"]", "Allowed")]
    [InlineData("organizations/other", "principalSet://goog/public:all", "[\"storage.googleapis.com/objects.get\"]", "ImplicitlyDenied")]
    [InlineData("organizations/other", "principalSet://goog/public:all", "[\"storage.googleapis.com/buckets.get\"]", "Allowed")]
    [InlineData("organizations/other", "principalSet://goog/public:all", "null", "Undetermined")]
    [InlineData("organizations/other", "principalSet://goog/group/other@example.com", "[\"storage.googleapis.com/objects.get\"]", "Allowed")]
    [InlineData("organizations/other", "principalSet://cloudresourcemanager.googleapis.com/organizations/o", "[\"storage.googleapis.com/objects.get\"]", "Undetermined")]
    public void Given_ABoundary_When_Decided_Then_ItKeepsFromWhatLiesOutside(string resource, string set, string blockable, string expected) =>
        Assert.Equal(expected, Decide("user:ann@example.com", $$$""" "allowPolicies":[{"resource":"projects/p","bindings":[{"role":"{{{Viewer}}}","members":["user:ann@example.com"]}]}],"principalAccessBoundaryPolicies":[{"name":"b","details":{"enforcementVersion":"1","rules":[{"resources":["//cloudresourcemanager.googleapis.com/{{{resource}}}"],"effect":"ALLOW"}]},"bindings":[{"target":{"principalSet":"{{{set}}}"}}]}],"boundaryPermissions":{"1":{{{blockable}}}} """
            .Replace("\"1\":null", "", StringComparison.Ordinal)).Decision.Outcome.ToString());

    [Fact]
    public void Given_RolesKnownAndUnknown_When_Decided_Then_OnlyWhatIsToldIsAnswered()
    {
        static string Policy(string role, string more = "") => $$""" "allowPolicies":[{"resource":"projects/p","bindings":[{"role":"{{role}}","members":["user:ann@example.com"]}]}]{{more}} """;
        var unknown = Decide("user:ann@example.com", Policy("roles/owner")).Decision;
        Assert.Equal(("Undetermined", "permissions of roles/owner"), (unknown.Outcome.ToString(), Assert.Single(unknown.Missing)));
        const string Custom = """ ,"roles":[{"name":"projects/p/roles/c","includedPermissions":["storage.objects.get"]}] """;
        Assert.Equal("Allowed", Decide("user:ann@example.com", Policy("projects/p/roles/c", Custom)).Decision.Outcome.ToString());
        Assert.Equal("ImplicitlyDenied", Decide("user:ann@example.com", Policy("roles/iam.serviceAccountUser")).Decision.Outcome.ToString());
    }

    [Fact]
    public void Given_AnAnswer_When_Written_Then_ItHasTheAgreedShape()
    {
        using var answer = JsonDocument.Parse(Decide("user:ann@example.com", """ "allowPolicies":[] """).Json);
        Assert.Equal(["id", "decision", "reasons", "missing", "errors"], answer.RootElement.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(["layer", "policy", "statement", "effect", "why"], answer.RootElement.GetProperty("reasons")[0].EnumerateObject().Select(static p => p.Name));
    }

    internal static CloudAnswer Decide(string caller, string estate)
    {
        var line = $$$"""{"id":"1","request":{"principal":"{{{caller}}}","permission":"storage.objects.get","resource":"projects/_/buckets/b/objects/x","time":"2024-06-01T12:00:00Z"},"resources":[{"name":"organizations/o","parent":null},{"name":"folders/f","parent":"organizations/o"},{"name":"//cloudresourcemanager.googleapis.com/projects/p","parent":"folders/f"},{"name":"projects/_/buckets/b/objects/x","parent":"projects/p","type":"storage.googleapis.com/Object","tags":{"o/env":"prod"}}],"groups":[{"email":"inner@example.com","members":["user:ann@example.com"]},{"email":"outer@example.com","members":["group:inner@example.com"]},{"email":"other@example.com","members":["user:bob@example.com"]}],{{{estate}}}}""";
        var answer = GoogleDecideCase.Answer(line, GoogleRoleCatalogue.Bundled);
        Assert.Empty(answer.Unread);
        return answer;
    }
}
