namespace OrleansTwin.Detection.Sigma;

/// <summary>How a case that a rule carries came out.</summary>
/// <param name="Rule">Key of the rule.</param>
/// <param name="Case">The case.</param>
/// <param name="Fired">What the rule did.</param>
/// <param name="Problem">Why the case could not be decided; null if it could.</param>
public sealed record SigmaCaseResult(string Rule, SigmaCase Case, bool Fired, string? Problem)
{
    public bool Passed => Problem is null && Fired == Case.Fires;
}
