using System.Text.Json;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Decisions;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Decisions;

public sealed class DecideCaseTests
{
    private const string All = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    [Theory]
    [InlineData(""" "identityPolicies":[{"name":"a","document":ALL}] """, "Allowed")]
    [InlineData(""" "identityPolicies":[],"managedPolicies":["arn:aws:iam::aws:policy/AdministratorAccess"] """, "Allowed")]
    [InlineData(""" "identityPolicies":[],"managedPolicies":["arn:aws:iam::111111111111:policy/unseen"] """, "Undetermined")]
    [InlineData(""" "identityPolicies":[{"name":"a","document":ALL}],"serviceControlPolicies":[{"orgIdentifier":"r","policies":[]}] """, "ImplicitlyDenied")]
    [InlineData(""" "identityPolicies":[{"name":"a","document":ALL}],"permissionBoundaries":[{"name":"b","document":{"Statement":[]}}] """, "ImplicitlyDenied")]
    [InlineData(""" "identityPolicies":[{"name":"a","document":{"Statement":"broken"}}] """, "Undetermined")]
    [InlineData(""" "identityPolicies":[],"resourcePolicy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/u"},"Action":"s3:*","Resource":"*"}},"permissionBoundaries":[{"name":"b","document":{"Statement":[]}}] """, "Allowed")]
    [InlineData(""" "identityPolicies":[{"name":"a","document":ALL}],"resourceControlPolicies":[{"orgIdentifier":"r","policies":[{"name":"d","document":{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}}]}] """, "ExplicitlyDenied")]
    public void Given_a_case_as_JSON_When_decided_Then_the_answer_is_JSON_of_the_agreed_shape(string layers, string expected)
    {
        var line = """{"id":"1","request":{"principal":"arn:aws:iam::111111111111:user/u","action":"s3:GetObject","resource":{"arn":"arn:aws:s3:::b/k","account":"111111111111"},"context":{}},"""
            + layers.Replace("ALL", All, StringComparison.Ordinal) + "}";
        using var answer = JsonDocument.Parse(DecideCase.Decide(line, ManagedPolicyCatalogue.Bundled));
        Assert.Equal(expected, answer.RootElement.GetProperty("decision").GetString());
        Assert.Equal(["id", "decision", "reasons", "missing", "errors"], answer.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.All(answer.RootElement.GetProperty("reasons").EnumerateArray(), r => Assert.Equal(["layer", "policy", "statement", "effect", "why"], r.EnumerateObject().Select(p => p.Name)));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"id":"1","request":{"principal":"nobody","action":"s3:GetObject","resource":{"arn":"*"}}}""")]
    public void Given_no_case_When_decided_Then_the_error_is_told(string line)
    {
        using var answer = JsonDocument.Parse(DecideCase.Decide(line, ManagedPolicyCatalogue.Empty));
        Assert.Equal("Undetermined", answer.RootElement.GetProperty("decision").GetString());
        Assert.NotEqual(0, answer.RootElement.GetProperty("errors").GetArrayLength());
    }

    [Theory]
    [InlineData("arn:aws:iam::222222222222:root", "ImplicitlyDenied")]
    [InlineData("111111111111", "Allowed")]
    public void Given_a_key_policy_When_it_names_an_account_Then_only_that_account_may_delegate(string named, string expected)
    {
        var set = new PolicySet
        {
            Identity = AccessFixtures.Layer("""{"Effect":"Allow","Action":"kms:*","Resource":"*"}"""),
            Resource = AccessFixtures.Layer($$"""{"Effect":"Allow","Principal":{"AWS":"{{named}}"},"Action":"kms:*","Resource":"*"}"""),
        };
        var request = AccessRequest.Of(AccessFixtures.Principal("arn:aws:iam::111111111111:user/u"), "kms:Decrypt", "arn:aws:kms:eu-west-1:111111111111:key/k");
        Assert.Equal(expected, AccessDecider.Decide(set, request).Outcome.ToString());
        Assert.Equal(AccessOutcome.ImplicitlyDenied, AccessDecider.Outcome(set with { Resource = null }, request));
        var granted = set with { Resource = null, KmsGrants = [new KmsGrant("g", "arn:aws:kms:eu-west-1:111111111111:key/k", "arn:aws:iam::111111111111:user/u", ["Decrypt"], false)] };
        Assert.Equal(AccessOutcome.Allowed, AccessDecider.Outcome(granted, request));
    }
}
