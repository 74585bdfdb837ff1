using System.Collections.Immutable;
using System.Text;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma;

/// <summary>Runs the cases that rules carry: the events of a case against its rule, with the rules it correlates.</summary>
public static class SigmaCases
{
    public static ImmutableArray<SigmaCaseResult> Run(SigmaEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var results = ImmutableArray.CreateBuilder<SigmaCaseResult>();
        foreach (var matcher in engine.Logs)
        {
            for (var rule = 0; rule < matcher.Rules.Length; rule++)
            {
                results.AddRange(matcher.Rules[rule].Cases.Select(one => RunRule(matcher, rule, one)));
            }
        }

        foreach (var correlation in engine.Correlations)
        {
            results.AddRange(correlation.Cases.Select(one => RunCorrelation(engine, correlation, one)));
        }

        return results.ToImmutable();
    }

    private static SigmaCaseResult RunRule(SigmaLogMatcher matcher, int rule, SigmaCase one)
    {
        var record = matcher.NewEvent();
        var findings = matcher.NewFindings();
        var fired = false;
        foreach (var json in one.Events)
        {
            if (Evaluate(matcher, record, findings, json) is { } problem)
            {
                return new(matcher.Rules[rule].Key, one, false, problem);
            }

            fired |= findings.Matches.Contains(rule);
        }

        return new(matcher.Rules[rule].Key, one, fired, null);
    }

    private static SigmaCaseResult RunCorrelation(SigmaEngine engine, SigmaCorrelation correlation, SigmaCase one)
    {
        var kept = new List<SigmaKeptEvent>();
        foreach (var matcher in engine.Logs)
        {
            var record = matcher.NewEvent();
            var findings = matcher.NewFindings();
            foreach (var json in one.Events)
            {
                if (Evaluate(matcher, record, findings, json) is { } problem)
                {
                    return new(correlation.Key, one, false, problem);
                }

                kept.AddRange(findings.Matches.Select(rule => matcher.Keep(rule, record)).OfType<SigmaKeptEvent>());
            }
        }

        var fired = SigmaCorrelator.Evaluate(engine.Correlations, kept).Any(result => result.Correlation == correlation.Key);
        return new(correlation.Key, one, fired, null);
    }

    private static string? Evaluate(SigmaLogMatcher matcher, SigmaEvent record, SigmaFindings findings, string json)
    {
        var status = record.Read(Encoding.UTF8.GetBytes(json));
        if (status != SigmaReadStatus.Complete)
        {
            return $"The event is {status}.";
        }

        matcher.Evaluate(record, findings);
        return findings.Failures.Count > 0 ? findings.Failures[0].Reason : null;
    }
}
