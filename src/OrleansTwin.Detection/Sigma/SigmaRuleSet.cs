using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma;

/// <summary>Everything that was read without an error, ordered by file and place, and every problem of every file.</summary>
public sealed record SigmaRuleSet(
    ImmutableArray<SigmaRule> Rules,
    ImmutableArray<SigmaCorrelation> Correlations,
    ImmutableArray<SigmaDiagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Kind == SigmaDiagnosticKind.Error);
}
