namespace OrleansTwin.Detection.Sigma;

/// <summary>One problem of one rule file: what, where, the offending value in backticks and what is allowed.</summary>
/// <param name="Kind">Error or warning.</param>
/// <param name="Code">Stable short name of the problem, e.g. <c>unknown-modifier</c>.</param>
/// <param name="Position">File, line and column.</param>
/// <param name="Message">A sentence for the author of the rule.</param>
public sealed record SigmaDiagnostic(SigmaDiagnosticKind Kind, string Code, SigmaPosition Position, string Message)
{
    public override string ToString() =>
        $"{Position}: {(Kind == SigmaDiagnosticKind.Error ? "error" : "warning")} {Code}: {Message}";
}
