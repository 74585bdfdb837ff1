using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Conditions;

public sealed class ConditionTests
{
    // operator, policy values, request values (null: absent; "?": not known), expected
    public static TheoryData<string, string, string?, AccessOutcome> Rows => new()
    {
        { "StringEquals", "a|b", "b", Yes }, { "StringEquals", "a", "A", No }, { "StringEquals", "a", null, No }, { "StringEquals", "a", "?", Open },
        { "StringEqualsIgnoreCase", "a", "A", Yes }, { "StringNotEquals", "a|b", "b", No }, { "StringNotEquals", "a", null, Yes },
        { "StringLike", "a*c?", "abbcd", Yes }, { "StringNotLike", "a*", "b", Yes }, { "StringLikeIfExists", "a*", null, Yes }, { "StringLikeIfExists", "a*", "b", No },
        { "NumericEquals", "10", "10.0", Yes }, { "NumericNotEquals", "10", "11", Yes }, { "NumericLessThan", "10", "9.5", Yes }, { "NumericLessThanEquals", "10", "10", Yes },
        { "NumericGreaterThan", "10", "10", No }, { "NumericGreaterThanEquals", "10", "1e1", Yes }, { "NumericEquals", "10", "x", No }, { "NumericLessThanIfExists", "3", null, Yes },
        { "DateLessThan", "2020-01-01T00:00:01Z", "2019-12-31", Yes }, { "DateGreaterThan", "2020-01-01T00:00:00Z", "1577836801", Yes },
        { "DateEquals", "2020-01-01T01:00:00+01:00", "2020-01-01T00:00:00.000Z", Yes }, { "DateNotEquals", "2020-01-01", "2020-01-02", Yes },
        { "DateLessThanEquals", "2020-01-01", "2020-01-01T00:00:00Z", Yes }, { "DateGreaterThanEquals", "2020", "2019-12-31T23:59:59Z", No },
        { "Bool", "true", "True", Yes }, { "Bool", "false", null, No }, { "BoolIfExists", "false", null, Yes },
        { "BinaryEquals", "QmluYXJ5", "QmluYXJ5", Yes }, { "BinaryEquals", "QmluYXJ5", "QQ==", No },
        { "IpAddress", "203.0.113.0/24", "203.0.113.9", Yes }, { "IpAddress", "2001:db8::/32", "2001:db8:1::5", Yes }, { "IpAddress", "0.0.0.0/0", "2001:db8::1", No },
        { "NotIpAddress", "203.0.113.0/24", "198.51.100.1", Yes }, { "NotIpAddress", "203.0.113.0/24", null, Yes }, { "IpAddress", "203.0.113.7", "203.0.113.7", Yes },
        { "ArnEquals", "arn:aws:iam::*:role/a*", "arn:aws:iam::1:role/ab", Yes }, { "ArnLike", "arn:aws:sns:*:1:t", "arn:aws:sns:x:y:1:t", No },
        { "ArnNotLike", "arn:aws:iam::1:*", "arn:aws:iam::2:role/x", Yes }, { "ArnNotEquals", "arn:aws:iam::1:root", null, Yes }, { "ArnLikeIfExists", "arn:aws:iam::1:*", null, Yes },
        { "Null", "true", null, Yes }, { "Null", "true", "a", No }, { "Null", "false", "a", Yes }, { "Null", "true", "?", Open },
        { "ForAllValues:StringEquals", "a|b", "a|b", Yes }, { "ForAllValues:StringEquals", "a|b", "a|c", No }, { "ForAllValues:StringEquals", "a", null, Yes },
        { "ForAnyValue:StringEquals", "a|b", "c|b", Yes }, { "ForAnyValue:StringEquals", "a", null, No }, { "ForAllValues:StringNotEquals", "a", "b|c", Yes },
        { "ForAllValues:StringNotEquals", "a", "b|a", No }, { "ForAnyValue:StringNotEquals", "a", "b|a", Yes }, { "ForAnyValue:StringNotEquals", "a", null, No },
        { "ForAllValues:ArnLike", "arn:aws:iam::1:*", "arn:aws:iam::1:a|arn:aws:iam::1:b", Yes }, { "ForAnyValue:NumericLessThan", "5", "9|4", Yes },
        { "StringEquals", "${x:who}", "ann", Yes }, { "StringLike", "${x:who}*", "annie", Yes }, { "StringEquals", "${x:none, 'dflt'}", "dflt", Yes },
        { "StringEquals", "${x:none}", "${x:none}", No }, { "StringNotEquals", "${x:none}", "z", Yes }, { "StringLike", "a${*}b", "a*b", Yes }, { "StringLike", "a${*}b", "axb", No },
    };

    private const AccessOutcome Yes = AccessOutcome.Allowed;
    private const AccessOutcome No = AccessOutcome.ImplicitlyDenied;
    private const AccessOutcome Open = AccessOutcome.Undetermined;

    [Theory]
    [MemberData(nameof(Rows))]
    public void Given_an_operator_When_evaluated_Then_it_follows_the_documented_meaning(string operation, string policy, string? request, AccessOutcome expected)
    {
        var values = string.Join(',', policy.Split('|').Select(v => $"\"{v}\""));
        var set = new PolicySet
        {
            Identity = AccessFixtures.Layer($$$$"""{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"{{{{operation}}}}":{"X:Key":[{{{{values}}}}]}}}"""),
        };
        var context = new List<KeyValuePair<string, ContextValue>> { new("x:who", ContextValue.Of("ann")) };
        if (request is not null)
        {
            context.Add(new("x:key", request == "?" ? ContextValue.Unknown : ContextValue.Of([.. request.Split('|')])));
        }

        var asked = AccessRequest.Of(
            AccessFixtures.Principal("arn:aws:iam::111111111111:user/u"), "s3:GetObject", "arn:aws:s3:::b/k", "111111111111", RequestContext.Create(context, complete: true));
        Assert.Equal(expected, AccessDecider.Decide(set, asked).Outcome);
    }

    [Fact]
    public void Given_an_unreadable_value_When_evaluated_Then_the_error_stands_beside_the_decision()
    {
        var set = new PolicySet { Identity = AccessFixtures.Layer("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"NumericEquals":{"k":"ten"}}}""") };
        var decision = AccessDecider.Decide(set, AccessRequest.Of(
            AccessFixtures.Principal("arn:aws:iam::111111111111:user/u"), "s3:GetObject", "*", null, AccessFixtures.Context(("k", "10"))));
        Assert.Equal(AccessOutcome.ImplicitlyDenied, decision.Outcome);
        Assert.Contains(decision.Errors, e => e.Contains("`ten`", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_the_old_version_When_a_variable_stands_in_a_policy_Then_it_is_plain_text()
    {
        var policy = AccessFixtures.Policy("""{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}"}}""");
        var request = AccessRequest.Of(AccessFixtures.Principal("arn:aws:iam::111111111111:user/u"), "s3:GetObject", "arn:aws:s3:::b/u", "111111111111", AccessFixtures.Context(("aws:username", "u")));
        Assert.Equal(AccessOutcome.ImplicitlyDenied, AccessDecider.Outcome(new PolicySet { Identity = LayerPolicies.Of(policy) }, request));
    }
}
