using System.Text;
using System.Text.Json.Nodes;
using OrleansTwin.Detection.Sigma;
using OrleansTwin.Detection.Sigma.Events;
using Xunit;

namespace OrleansTwin.Tests.Stages.Detection.Sigma;

/// <summary>Every public rule can fire: an event is made from its detection, and it matches.</summary>
public class CanFireTests
{
    [Fact]
    public void Given_EachPublicRule_When_AnEventIsMadeFromItsDetection_Then_ItMatches()
    {
        var engine = SigmaEngine.Load(PublicRules.Sources("ref/sigma"));
        var silent = new List<string>();
        var fired = new HashSet<string>();
        foreach (var matcher in engine.Logs)
        {
            var (record, findings) = (matcher.NewEvent(), matcher.NewFindings());
            for (var rule = 0; rule < matcher.Rules.Length; rule++)
            {
                var made = Witness(matcher.Log, matcher.Rules[rule].Detection).ToJsonString();
                record.Read(Encoding.UTF8.GetBytes(made));
                matcher.Evaluate(record, findings);
                if (findings.Matches.Contains(rule))
                {
                    fired.Add(matcher.Rules[rule].Key);
                }
                else
                {
                    silent.Add($"{matcher.Rules[rule].Position.File}: {made}");
                }
            }
        }

        Assert.Empty(silent);
        Assert.Equal(225, fired.Count);
    }

    private static JsonObject Witness(SigmaLog log, SigmaNode detection)
    {
        var record = new JsonObject();
        Satisfy(log, detection, record);
        return record;
    }

    /// <summary>Positive parts are written down, negative ones left out.</summary>
    private static void Satisfy(SigmaLog log, SigmaNode node, JsonObject record)
    {
        switch (node)
        {
            case SigmaSelection selection:
                Satisfy(log, selection.Node, record);
                break;
            case SigmaAll all:
                foreach (var child in all.Nodes)
                {
                    Satisfy(log, child, record);
                }

                break;
            case SigmaAny any:
                Satisfy(log, any.Nodes[0], record);
                break;
            case SigmaTest { Negated: false } test:
                Write(log, test, record);
                break;
        }
    }

    private static void Write(SigmaLog log, SigmaTest test, JsonObject record)
    {
        var texts = (test.RequireAll ? test.Operands.AsEnumerable() : test.Operands.Take(1)).Select(Text).ToList();
        if (texts.Contains(null))
        {
            return;
        }

        var path = test.Field is null ? ["message"] : log.PathsOf(test.Field).First().Split('.');
        var parent = record;
        foreach (var step in path[..^1])
        {
            if (parent[step] is not JsonObject child)
            {
                parent[step] = child = [];
            }

            parent = child;
        }

        // Tests of one field that all must hold: a beginning, then an end.
        parent[path[^1]] = parent[path[^1]]?.GetValue<string>() + string.Join(" ", texts);
    }

    private static string? Text(SigmaOperand operand) => operand switch
    {
        SigmaPatternOperand pattern => string.Concat(pattern.Pattern.Glyphs.Select(glyph => glyph.Kind switch
        {
            SigmaGlyphKind.Many => "",
            SigmaGlyphKind.One => "x",
            _ => glyph.Character.ToString(),
        })),
        SigmaNumberOperand number => number.Written,
        SigmaRegexOperand => "arn:aws:sts::111122223333:assumed-role/aws:ec2-instance/i-1",
        SigmaNullOperand => null,
        _ => throw new InvalidOperationException(operand.GetType().Name),
    };
}
