namespace OrleansTwin.Detection.Sigma;

/// <summary>An error keeps the rule from loading; a warning does not.</summary>
public enum SigmaDiagnosticKind
{
    Warning,
    Error,
}
