using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>Gathers the problems of all files, so that an author sees them at once.</summary>
internal sealed class SigmaCollector
{
    private readonly List<SigmaDiagnostic> _diagnostics = [];

    public int Errors { get; private set; }

    public void Error(SigmaPosition position, string code, string message)
    {
        Errors++;
        _diagnostics.Add(new(SigmaDiagnosticKind.Error, code, position, message));
    }

    public void Warning(SigmaPosition position, string code, string message) =>
        _diagnostics.Add(new(SigmaDiagnosticKind.Warning, code, position, message));

    public ImmutableArray<SigmaDiagnostic> ToSorted() =>
    [
        .. _diagnostics
            .OrderBy(diagnostic => diagnostic.Position.File, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Position.Line)
            .ThenBy(diagnostic => diagnostic.Position.Column)
            .ThenBy(diagnostic => diagnostic.Code, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Message, StringComparer.Ordinal),
    ];
}
