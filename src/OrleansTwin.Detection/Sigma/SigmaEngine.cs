using System.Collections.Immutable;
using OrleansTwin.Detection.Sigma.Correlation;
using OrleansTwin.Detection.Sigma.Events;
using OrleansTwin.Detection.Sigma.Reading;

namespace OrleansTwin.Detection.Sigma;

/// <summary>
/// A rule set compiled for the logs it can be bound to: reader → collector → compiler. A rule whose log source names no
/// known log is an error at its position; a rule without a service is bound to every log of its product.
/// </summary>
public sealed class SigmaEngine
{
    private readonly ImmutableSortedDictionary<string, SigmaLogMatcher> _logs;

    private SigmaEngine(
        ImmutableSortedDictionary<string, SigmaLogMatcher> logs,
        ImmutableArray<SigmaCorrelation> correlations,
        ImmutableArray<SigmaDiagnostic> diagnostics)
    {
        _logs = logs;
        Correlations = correlations;
        Diagnostics = diagnostics;
    }

    public IEnumerable<SigmaLogMatcher> Logs => _logs.Values;

    /// <summary>In an order in which each comes after those it refers to.</summary>
    public ImmutableArray<SigmaCorrelation> Correlations { get; }

    /// <summary>Problems of reading and of compiling together.</summary>
    public ImmutableArray<SigmaDiagnostic> Diagnostics { get; }

    public static SigmaEngine Compile(SigmaRuleSet rules, SigmaLogCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(catalog);
        var captured = CorrelationFields.Of(rules.Correlations);
        var bound = rules.Rules
            .Select(rule => (Rule: rule, Logs: catalog.Logs.Where(log => log.Carries(rule.LogSource)).ToList()))
            .ToList();
        var unbound = bound
            .Where(entry => entry.Logs.Count == 0)
            .Select(entry => new SigmaDiagnostic(
                SigmaDiagnosticKind.Error,
                "logsource-unknown",
                entry.Rule.Position,
                $"`{entry.Rule.LogSource}` names no log that is read here; known: {string.Join(", ", catalog.Logs.Select(log => log.Name))}."));
        var logs = ImmutableSortedDictionary.CreateBuilder<string, SigmaLogMatcher>(StringComparer.Ordinal);
        foreach (var log in catalog.Logs)
        {
            ImmutableArray<SigmaRule> own = [.. bound.Where(entry => entry.Logs.Contains(log)).Select(entry => entry.Rule)];
            if (!own.IsEmpty)
            {
                logs[log.Name] = new(log, own, captured);
            }
        }

        return new(logs.ToImmutable(), rules.Correlations, [.. rules.Diagnostics, .. unbound]);
    }

    /// <summary>Reads and compiles in one step.</summary>
    public static SigmaEngine Load(IEnumerable<SigmaSource> sources, SigmaPlaceholders? placeholders = null) =>
        Compile(SigmaReader.Read(sources, placeholders ?? SigmaPlaceholders.None), SigmaLogCatalog.Default);

    /// <summary>Rules of a log such as <c>aws.cloudtrail</c>; null if none is bound to it.</summary>
    public SigmaLogMatcher? For(string log) => _logs.GetValueOrDefault(log);
}
