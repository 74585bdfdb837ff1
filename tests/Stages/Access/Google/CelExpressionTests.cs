using System.Text;
using OrleansTwin.Access.Google.Cel;
using Xunit;

namespace OrleansTwin.Tests.Stages.Access.Google;

/// <summary>What IAM adds to the language, after "Attribute reference for IAM Conditions"; what is open; what is hostile.</summary>
public sealed class CelExpressionTests
{
    [Theory]
    [InlineData("resource.name.extract('/order_number={number}/') == '123'", true)]
    [InlineData("resource.name.extract('projects/{project}/') == '_'", true)]
    [InlineData("resource.name.extract('order_date={date}/') == '2019-11-03'", true)]
    [InlineData("resource.name.extract('{start}/buckets') == 'projects/_'", true)]
    [InlineData("resource.name.extract('aef{rest}') == 'lu'", true)]
    [InlineData("resource.name.extract('absent/{x}') == ''", true)]
    [InlineData("resource.name.startsWith('projects/_/buckets/acme-orders-aaa/objects/data_lake/') && resource.type == 'storage.googleapis.com/Object'", true)]
    [InlineData("request.time < timestamp('2021-01-01T00:00:00Z')", false)]
    [InlineData("request.time >= date('2022-05-01')", true)]
    [InlineData("request.time.getHours('Europe/Berlin') >= 9 && request.time.getDayOfWeek('Europe/Berlin') == 1", true)]
    [InlineData("request.time.getHours('-08:00') == 0", true)]
    [InlineData("request.time < timestamp('2022-05-02T08:30:00Z') + duration('1s')", true)]
    [InlineData("api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/viewer', 'roles/editor'])", true)]
    [InlineData("api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/editor'])", false)]
    [InlineData("resource.matchTag('123/env', 'prod')", true)]
    [InlineData("resource.matchTag('123/env', 'dev') || resource.hasTagKey('123/env')", true)]
    [InlineData("'roles/a' in ['roles/a', 'roles/b'] ? resource.service == 'storage.googleapis.com' : false", true)]
    [InlineData("has(request.auth.claims.sub) && request.auth.claims.sub.matches('^a+$')", true)]
    [InlineData("resource.matchTagId('tagKeys/1', 'tagValues/2')", null)]
    [InlineData("resource.unlisted == 'x'", null)]
    [InlineData("resource.unlisted == 'x' || resource.service.startsWith('storage')", true)]
    [InlineData("resource.service == 'other' && destination.port == 21", false)]
    [InlineData("destination.port == 21", null)]
    [InlineData("request.host.endsWith('x') ? true : false", null)]
    public void Given_AConditionOfIam_When_Evaluated_Then_ItAnswersAsDocumented(string text, bool? expected)
    {
        var value = CelExpression.Parse(text).Evaluate(Variables());
        if (expected is { } answer)
        {
            Assert.Equal(answer, value);
        }
        else
        {
            Assert.IsType<CelUnknown>(value);
        }
    }

    [Theory]
    [InlineData("(", 5_000)]
    [InlineData("[", 5_000)]
    [InlineData("!", 50_000)]
    [InlineData("-", 50_000)]
    [InlineData("a?b:", 5_000)]
    [InlineData("a.", 20_000)]
    [InlineData("1+", 20_000)]
    [InlineData("f(", 5_000)]
    [InlineData("x", 70_000)]
    [InlineData("'", 3)]
    [InlineData("\"\"\"", 1)]
    [InlineData("0x", 1)]
    [InlineData("`", 1)]
    public void Given_HostileText_When_Read_Then_ItIsRefusedWithAPlace(string piece, int times) =>
        Assert.IsType<CelError>(CelExpression.Parse(new StringBuilder().Insert(0, piece, times).ToString()).Evaluate(Variables()));

    [Theory]
    [InlineData("[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, [0,1,2,3,4,5,6,7,8,9].all(c, [0,1,2,3,4,5,6,7,8,9].all(d, [0,1,2,3,4,5,6,7,8,9].all(e, a + b + c + d + e >= 0)))))")]
    [InlineData("['aaaaaaaaaaaaaaaa'].map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).map(a, a+a+a+a+a+a+a+a).size() == 1")]
    public void Given_AnExpressionThatGrows_When_Evaluated_Then_TheStepsRunOut(string text) =>
        Assert.Equal("more than 100000 steps", Assert.IsType<CelError>(CelExpression.Parse(text).Evaluate(Variables())).Message);

    [Fact]
    public void Given_ListsThatHoldOneListManyTimesOver_When_Compared_Then_TheStepsRunOut()
    {
        var tree = "[1]" + string.Concat(Enumerable.Repeat(".map(a, [a, a])", 40));
        Assert.Equal("more than 100000 steps", Assert.IsType<CelError>(CelExpression.Parse($"{tree} == {tree}").Evaluate(Variables())).Message);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Given_AChainUpToTheLimit_When_Evaluated_Then_TheStackHoldsIt(int links, bool allowed)
    {
        object? value = null;
        var text = new string('(', 90) + "0" + string.Concat(Enumerable.Repeat("+1", links)) + new string(')', 90);
        var small = new Thread(() => value = CelExpression.Parse(text).Evaluate(Variables()), 1024 * 1024);
        small.Start();
        small.Join();
        Assert.Equal(allowed ? (long)links : typeof(CelError), allowed ? value : value?.GetType());
    }

    [Fact]
    public void Given_APatternThatBacktracks_When_Matched_Then_ItEndsInTime() =>
        Assert.Equal(false, CelExpression.Parse("'" + new string('a', 5_000) + "b'.matches('^(a+)+$')").Evaluate(Variables()));

    private static Dictionary<string, object> Variables()
    {
        var resource = Map("resource", ("name", "projects/_/buckets/acme-orders-aaa/objects/data_lake/orders/order_date=2019-11-03/order_number=123/aef" + "lu"), ("type", "storage.googleapis.com/Object"),
            ("service", "storage.googleapis.com"), ("tags", Map(null, ("123/env", "prod"))));
        _ = CelTime.TryParse("2022-05-02T08:30:00Z", out var time);
        var request = Map("request", ("time", time), ("auth", Map("request.auth", ("claims", Map("request.auth.claims", ("sub", "aaa"))))));
        return new(StringComparer.Ordinal)
        {
            ["resource"] = resource,
            ["request"] = request,
            ["destination"] = new CelMap("destination"),
            ["api"] = Map("api", ("iam.googleapis.com/modifiedGrantsByRole", new List<object> { "roles/viewer" })),
        };
    }

    private static CelMap Map(string? open, params (string Key, object Value)[] entries)
    {
        var map = new CelMap(open);
        foreach (var (key, value) in entries)
        {
            map.TryAdd(key, value);
        }

        return map;
    }
}
