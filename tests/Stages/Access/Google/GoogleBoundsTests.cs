using System.Globalization;
using CsCheck;
using OrleansTwin.Access.Google;
using OrleansTwin.Tests.Stages.Access.Clouds;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Google;

/// <summary>Broken and hostile cases: an error that tells the place, or an answer, in bounded time.</summary>
public sealed class GoogleBoundsTests
{
    private const string Request = """ "request":{"principal":"user:ann@x.y","permission":"storage.objects.get","resource":"projects/p"} """;

    private const string Whole = """{"id":"1","request":{"principal":{"id":"principal://iam.googleapis.com/locations/global/workforcePools/p/subject/s","principalSets":[]},"permission":"storage.objects.get","resource":"projects/p","time":"2024-06-01T12:00:00Z","attributes":{"request":{"host":"h"}}},"resources":[{"name":"projects/p","parent":"folders/f","tags":{"o/e":"p"}},{"name":"folders/f","parent":null}],"groups":[{"email":"g@x.y","members":["group:h@x.y"]}],"allowPolicies":[{"resource":"folders/f","bindings":[{"role":"roles/storage.objectViewer","members":["principalSet://iam.googleapis.com/locations/global/workforcePools/p/*","domain:x.y"],"condition":{"expression":"request.time < timestamp('2030-01-01T00:00:00Z') && [1, 2].exists(a, a > 1) || resource.name.matches('a+')"}}]}],"denyPolicies":[{"name":"d","resource":"projects/p","rules":[{"denyRule":{"deniedPrincipals":["principalSet://goog/public:all"],"deniedPermissions":["storage.googleapis.com/buckets.*"],"denialCondition":{"expression":"resource.matchTag('o/e', 'p')"}}}]}],"principalAccessBoundaryPolicies":[{"name":"b","details":{"enforcementVersion":"1","rules":[{"resources":["organizations/o"]}]},"bindings":[{"target":{"principalSet":"principalSet://goog/group/g@x.y"}}]}]}""";

    [Theory]
    [InlineData("not json", "JSON")]
    [InlineData("{}", "$.request is missing")]
    [InlineData("""{"request":{"principal":"ann","permission":"a.b.c","resource":"r"}}""", "$.request.principal `ann`: allowed are")]
    [InlineData("""{"request":{"principal":"user:a@b.c","permission":"storage.*","resource":"r"}}""", "allowed is one permission")]
    [InlineData("""{"request":{"principal":"user:a@b.c","permission":"a.b.c","resource":"r","time":"yesterday"}}""", "allowed is a time of RFC 3339")]
    [InlineData("""{REQUEST,"allowPolicies":[{"bindings":[]}]}""", "$.allowPolicies[0].resource is missing")]
    [InlineData("""{REQUEST,"allowPolicies":[{"resource":"projects/p","bindings":[{"role":"r","members":[7]}]}]}""", "$.allowPolicies[0].bindings[0].members[0] `7`: allowed is a text")]
    [InlineData("""{REQUEST,"denyPolicies":{}}""", "$.denyPolicies `{}`: allowed is a list")]
    public void Given_ABrokenCase_When_Decided_Then_ThePlaceIsTold(string line, string told)
    {
        var answer = GoogleDecideCase.Answer(line.Replace("REQUEST", Request, StringComparison.Ordinal), GoogleRoleCatalogue.Bundled);
        Assert.NotEqual("Allowed", answer.Decision.Outcome.ToString());
        Assert.Contains(answer.Unread, e => e.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Given_ResourcesAndGroupsInCircles_When_Decided_Then_AnAnswerComesAndTheCirclesAreTold()
    {
        var line = $$"""{{{Request}},"resources":[{"name":"projects/p","parent":"folders/f"},{"name":"folders/f","parent":"projects/p"}],"groups":[{"email":"a@x.y","members":["group:b@x.y"]},{"email":"b@x.y","members":["a@x.y","ann@x.y"]}],"allowPolicies":[{"resource":"folders/f","bindings":[{"role":"roles/storage.objectViewer","members":["group:a@x.y"]}]}]}""";
        var answer = GoogleDecideCase.Answer(line, GoogleRoleCatalogue.Bundled);
        Assert.Equal("Allowed", answer.Decision.Outcome.ToString());
        Assert.Contains(answer.Unread, static e => e.Contains("groups hold one another", StringComparison.Ordinal));
        Assert.Contains(answer.Unread, static e => e.Contains("lies in itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_FiveThousandBindings_When_Decided_Then_AnAnswerComes()
    {
        var bindings = string.Join(',', Enumerable.Range(0, 5_000).Select(static i => $$$"""{"role":"roles/storage.objectViewer","members":["group:g{{{i}}}@x.y"],"condition":{"expression":"resource.name == '{{{i}}}' || resource.name == 'projects/p' && {{{i}}} == 4999"}}"""));
        var groups = string.Join(',', Enumerable.Range(0, 5_000).Select(static i => $$"""{"email":"g{{i}}@x.y","members":["{{Below(i)}}"]}"""));
        var line = $$"""{{{Request}},"resources":[{"name":"projects/p","parent":null}],"groups":[{{groups}}],"allowPolicies":[{"resource":"projects/p","bindings":[{{bindings}}]}]}""";
        var answer = GoogleDecideCase.Answer(line, GoogleRoleCatalogue.Bundled);
        Assert.Empty(answer.Unread);
        Assert.Equal("#5000 roles/storage.objectViewer", Assert.Single(answer.Decision.Reasons).Statement);
        var fewer = GoogleDecideCase.Answer(line, GoogleRoleCatalogue.Bundled, new GoogleLimits { PoliciesMax = 100 });
        Assert.Contains("$.allowPolicies[0].bindings has 5000 items; allowed are 100", fewer.Unread);
    }

    [Fact]
    public void Given_AParentNotTold_When_PoliciesLieElsewhere_Then_TheAnswerIsOpen()
    {
        var line = $$"""{{{Request}},"resources":[{"name":"projects/p"}],"allowPolicies":[{"resource":"folders/f","bindings":[{"role":"roles/storage.objectViewer","members":["allUsers"]}]}]}""";
        var answer = GoogleDecideCase.Answer(line, GoogleRoleCatalogue.Bundled);
        Assert.Equal(("Undetermined", "the parent of projects/p"), (answer.Decision.Outcome.ToString(), Assert.Single(answer.Decision.Missing)));
    }

    [Fact]
    public void Given_ACaseWithAnyPlacesOverwritten_When_Decided_Then_AnAnswerComes() =>
        Overwritten.Of(Whole).Sample(static line => Assert.NotEmpty(GoogleDecideCase.Answer(line, GoogleRoleCatalogue.Bundled).Json), iter: 3_000);

    private static string Below(int i) => i == 0 ? "user:ann@x.y" : string.Create(CultureInfo.InvariantCulture, $"group:g{i - 1}@x.y");
}
