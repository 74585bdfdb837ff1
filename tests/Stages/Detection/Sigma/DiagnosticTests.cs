using OrleansTwin.Detection.Sigma;
using Xunit;
using static OrleansTwin.Tests.Stages.Detection.Sigma.TestRules;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

public class DiagnosticTests
{
    [Theory]
    [InlineData("selection:\n  a|almost: x\ncondition: selection", "unknown-modifier", 8, 5)]
    [InlineData("selection:\n  a|re: '('\ncondition: selection", "regex", 8, 11)]
    [InlineData("selection:\n  a|cidr: 10.0.0.0/40\ncondition: selection", "cidr", 8, 13)]
    [InlineData("selection:\n  a|cidr: 010.0.0.1\ncondition: selection", "cidr", 8, 13)]
    [InlineData("selection:\n  a|gt: many\ncondition: selection", "number-expected", 8, 11)]
    [InlineData("selection:\n  a|exists: maybe\ncondition: selection", "boolean-expected", 8, 15)]
    [InlineData("selection:\n  a|base64: 'x*'\ncondition: selection", "modifier-value", 8, 15)]
    [InlineData("selection:\n  a|re|contains: x\ncondition: selection", "modifier-combination", 8, 5)]
    [InlineData("selection:\n  a|cidr|lt: x\ncondition: selection", "modifier-combination", 8, 5)]
    [InlineData("selection:\n  a: []\ncondition: selection", "value", 8, 8)]
    [InlineData("selection:\n  a:\n    b: c\ncondition: selection", "value", 9, 7)]
    [InlineData("selection:\n  a: x\ncondition: selection and other", "condition", 9, 28)]
    [InlineData("selection:\n  a: x\ncondition: (selection", "condition", 9, 15)]
    [InlineData("selection:\n  a: x\ncondition: selection selection", "condition", 9, 24)]
    [InlineData("selection:\n  a: x\ncondition: 1 of filter*", "condition", 9, 19)]
    [InlineData("selection:\n  a: x\ncondition: selection | count() > 5", "condition", 9, 24)]
    [InlineData("selection:\n  a: x", "condition-missing", 7, 3)]
    [InlineData("selection:\n  a: x\ntimeframe: 5m\ncondition: selection", "unsupported-timeframe", 9, 3)]
    [InlineData("selection:\n  - - a\ncondition: selection", "selection", 8, 7)]
    [InlineData("selection: {}\ncondition: selection", "selection-empty", 7, 14)]
    public void Given_AMistake_When_Read_Then_ItIsNamedWhereItStands(string detection, string code, int line, int column)
    {
        var set = Engine(Rule(detection));
        var error = Assert.Single(set.Diagnostics, diagnostic => diagnostic.Kind == SigmaDiagnosticKind.Error);

        Assert.Equal(code, error.Code);
        Assert.Equal(new SigmaPosition("rule.yml", line, column), error.Position);
        Assert.Empty(set.Logs);
    }

    [Fact]
    public void Given_MistakesInSeveralFiles_When_Read_Then_AllAreReportedAndTheGoodRulesLoad()
    {
        var engine = SigmaEngine.Load(
        [
            new("c.yml", Rule("selection:\n  a: x\ncondition: selection").Replace("name: r", "name: good", StringComparison.Ordinal)),
            new("a.yml", Rule("selection:\n  a|no: x\n  b|nor: y\ncondition: selection")),
            new("b.yml", "title: [unclosed"),
            new("d.yml", Rule("selection:\n  a: x\ncondition: selection", "windows", "security")),
            new("e.yml", "- just a list"),
            new("f.yml", "title: t\nlogsource: {product: aws}\n"),
            new("g.yml", "a: &x 1\nb: *x\n"),
            new("h.yml", string.Concat(Enumerable.Repeat("[", 5_000))),
        ]);

        Assert.Equal(
            ["a.yml:unknown-modifier", "a.yml:unknown-modifier", "b.yml:yaml", "d.yml:logsource-unknown", "e.yml:map-expected", "f.yml:detection-missing", "g.yml:anchor", "h.yml:too-deep"],
            engine.Diagnostics.Where(diagnostic => diagnostic.Kind == SigmaDiagnosticKind.Error)
                .Select(diagnostic => $"{diagnostic.Position.File}:{diagnostic.Code}").Order(StringComparer.Ordinal));
        Assert.Equal("good", Assert.Single(engine.Logs.SelectMany(log => log.Rules)).Key);
    }

    [Fact]
    public void Given_TwoRulesOfOneName_When_Read_Then_TheSecondIsRefused()
    {
        var text = Rule("selection:\n  a: x\ncondition: selection");
        var engine = SigmaEngine.Load([new("a.yml", text), new("b.yml", text)]);

        Assert.Equal("duplicate", Assert.Single(engine.Diagnostics).Code);
    }

    [Theory]
    [InlineData("a or b and not c", "a", true)]
    [InlineData("a or b and not c", "bc", false)]
    [InlineData("(a or b) and not c", "ac", false)]
    [InlineData("not a and b", "b", true)]
    [InlineData("not (a and b)", "a", true)]
    [InlineData("NOT a AND b", "b", true)]
    [InlineData("not not a", "a", true)]
    [InlineData("1 of them", "c", true)]
    [InlineData("all of them", "abc", true)]
    [InlineData("all of them", "ab", false)]
    [InlineData("any of x*", "", false)]
    [InlineData("1 of a* or all of b", "b", true)]
    public void Given_ACondition_When_Evaluated_Then_PrecedenceHolds(string condition, string present, bool expected)
    {
        var detection = string.Concat("abc".Select(name => $"{name}:\n  {name}: y\n")) + "xyz:\n  a: n\n_hidden:\n  a: never\n"
            + $"condition: {condition}";
        var json = "{" + string.Join(",", present.Select(name => $"\"{name}\":\"y\"")) + (condition.StartsWith("all of them", StringComparison.Ordinal) && expected ? ",\"a\":\"n\"" : "") + "}";

        Assert.Equal(expected, MatchesDetection(detection, json));
    }

    [Fact]
    public void Given_AFilter_When_ItNamesARule_Then_ItsConditionIsAdded()
    {
        const string Filter = "title: f\nlogsource: {product: aws, service: cloudtrail}\nfilter:\n  rules: [r]\n  known:\n    b: y\n  condition: not known\n";
        var engine = SigmaEngine.Load([new("a.yml", Rule("selection:\n  a: x\ncondition: selection")), new("f.yml", Filter)]);
        var matcher = engine.For("aws.cloudtrail")!;
        var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());

        record.Read("""{"a":"x"}"""u8.ToArray());
        matcher.Evaluate(record, findings);
        Assert.Single(findings.Matches);
        record.Read("""{"a":"x","b":"y"}"""u8.ToArray());
        matcher.Evaluate(record, findings);
        Assert.Empty(findings.Matches);
        Assert.Empty(engine.Diagnostics);
    }

    [Fact]
    public void Given_AMatch_When_Explained_Then_SelectionFieldAndValueAreNamed()
    {
        var engine = Engine(Rule("what:\n  name: [Stop*, Delete]\n  list: b\nwho:\n  user: null\nelse:\n  name|neq: Start\ncondition: what and who and else"));
        var matcher = engine.For("aws.cloudtrail")!;
        var record = matcher.NewEvent();
        record.Read("""{"name":"StopLogging","list":["a","b"]}"""u8.ToArray());

        Assert.Equal(
            [
                new("what", "name", "StopLogging", "Stop*"),
                new("what", "list", "b", "b"),
                new("who", "user", null, "null"),
                new SigmaMatchedField("else", "name", "StopLogging", "not Start"),
            ],
            matcher.Explain(0, record));
    }
}
