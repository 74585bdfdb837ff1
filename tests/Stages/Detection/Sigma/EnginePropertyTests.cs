using System.Text;
using System.Text.Json;
using CsCheck;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

/// <summary>The compiled, indexed engine against the obvious one on random rules and events.</summary>
public class EnginePropertyTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Gen<string> Field = Gen.OneOf("eventName", "eventSource", "a", "a.b", "a.b.c", "a.0", "list", "list.k", "doc.x", "doc");

    private static readonly Gen<string> Word = Gen.OneOf("Stop", "stop", "START", "é", "É", "x", "xy", "", "true", "5", "5.0", "{\"x\":\"xy\"}", "a\"b", "ab\\", "K");

    private static readonly Gen<string> Value = Gen.OneOf(
        Word.Select(Quote),
        Gen.Select(Word, Word, (left, right) => Quote(left + "*" + right)),
        Word.Select(word => Quote("?" + word)),
        Gen.OneOf("null", "true", "5", "5.0", "''", "'*'"));

    private static readonly Gen<string> Line = Gen.OneOf(
        Gen.Select(Field, Value, (field, value) => $"{field}: {value}"),
        Gen.Select(Field, Word.Where(word => word.Length > 0), Gen.OneOf("contains", "startswith", "endswith", "contains|cased", "neq"), (field, word, modifier) => $"{field}|{modifier}: {Quote(word)}"),
        Gen.Select(Field, Value.Array[1, 6], (field, values) => $"{field}: [{string.Join(", ", values)}]"),
        Gen.Select(Field, Word.Array[2, 3], (field, values) => $"{field}|contains|all: [{string.Join(", ", values.Select(Quote))}]"),
        Gen.Select(Field, Gen.Bool, (field, expected) => $"{field}|exists: {(expected ? "true" : "false")}"),
        Gen.Select(Field, Gen.OneOf("lt", "lte", "gt", "gte"), Gen.Int[3, 6], (field, modifier, number) => $"{field}|{modifier}: {number}"),
        Gen.Select(Field, Field, Gen.OneOf("fieldref", "contains|fieldref", "fieldref|neq"), (field, other, modifier) => $"{field}|{modifier}: {other}"),
        Gen.Select(Field, Gen.OneOf("^st", "5$", "(x|y){2}", "^.$"), (field, expression) => $"{field}|re: '{expression}'"));

    private static readonly Gen<string> Condition = Gen.OneOf(
        "s1", "s1 and s2", "s1 or s2", "s1 and not s2", "not s1 and not s2", "1 of s*", "all of s*", "s1 and (s2 or s3)", "not (s1 or s2) or s3", "(s1 or s2) and 1 of s*");

    private static readonly Gen<string> Detection = Gen.Select(Selection(), Selection(), Selection(), Condition, (one, two, three, condition) =>
        $"s1:\n{one}\ns2:\n{two}\ns3:\n{three}\ncondition: {condition}");

    private static readonly Gen<object?> Scalar = Gen.OneOf(
        Word.Select(word => (object?)word),
        Gen.OneOf<object?>(null, true, false, 5, 4.5, "5", "Stop"));

    private static readonly Gen<object?> Json = Gen.OneOf(
        Scalar,
        Scalar.Array[0, 3].Select(items => (object?)items),
        Gen.Select(Scalar, Scalar, (b, k) => (object?)new Dictionary<string, object?> { ["b"] = b, ["k"] = k, ["x"] = k }),
        Gen.Select(Scalar, Scalar, (c, k) => (object?)new Dictionary<string, object?> { ["b"] = new Dictionary<string, object?> { ["c"] = c }, ["k"] = k }),
        Gen.Select(Scalar, Scalar, (b, k) => (object?)new object?[] { new Dictionary<string, object?> { ["b"] = b }, new Dictionary<string, object?> { ["k"] = k, ["b"] = b } }),
        Gen.Select(Scalar, Scalar, (x, y) => (object?)JsonSerializer.Serialize(new Dictionary<string, object?> { ["x"] = x, ["b"] = y })),
        Scalar.Select(x => (object?)Uri.EscapeDataString(JsonSerializer.Serialize(new Dictionary<string, object?> { ["x"] = x }))));

    private static readonly Gen<string> Event = Gen.Select(
        Gen.OneOf("eventName", "EventName", "other"), Scalar, Json, Json, Json, Gen.Bool,
        (name, action, a, list, doc, indented) => JsonSerializer.Serialize(
            new Dictionary<string, object?> { [name] = action, ["eventSource"] = "Stop", ["a"] = a, ["list"] = list, ["doc"] = doc, ["a.b"] = action },
            indented ? Indented : JsonSerializerOptions.Default));

    [Fact]
    public void Given_RandomRulesAndEvents_When_Evaluated_Then_TheCompiledEngineEqualsTheObviousOne() =>
        Gen.Select(Detection.Array[1, 12], Event.Array[1, 8], Gen.OneOf("aws/cloudtrail", "azure/riskdetection")).Sample(
            (detections, events, source) =>
            {
                var sources = detections.Select((detection, i) => new SigmaSource($"{i:D2}.yml",
                    TestRules.Rule(detection, source.Split('/')[0], source.Split('/')[1]).Replace("name: r", $"name: r{i}", StringComparison.Ordinal)));
                var engine = SigmaEngine.Load(sources);
                if (engine.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Kind == SigmaDiagnosticKind.Error) is { } error)
                {
                    throw new InvalidOperationException(error.ToString());
                }

                var matcher = engine.Logs.Single();
                var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());
                foreach (var json in events)
                {
                    Assert.Equal(SigmaReadStatus.Complete, record.Read(Encoding.UTF8.GetBytes(json)));
                    matcher.Evaluate(record, findings);
                    var slow = new SlowEvaluator(matcher.Log, json);
                    for (var rule = 0; rule < matcher.Rules.Length; rule++)
                    {
                        var expected = slow.Holds(matcher.Rules[rule].Detection);
                        Assert.True(
                            expected == findings.Matches.Contains(rule),
                            $"expected {expected}\n{detections[rule]}\n{json}");
                        Assert.True(expected || matcher.Explain(rule, record).IsEmpty);
                    }
                }
            });

    private static Gen<string> Selection() => Gen.OneOf(
        Line.Array[1, 3].Select(lines => string.Join('\n', lines.DistinctBy(line => line.Split(':')[0]).Select(line => "  " + line))),
        Line.Array[1, 3].Select(lines => string.Join('\n', lines.Select(line => "  - " + line))),
        Word.Where(word => word.Length > 0).Array[1, 2].Select(words => string.Join('\n', words.Select(word => "  - " + Quote(word)))));

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
