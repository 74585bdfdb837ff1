namespace OrleansTwin.Detection.Sigma;

/// <summary>Levels of the Sigma specification, in rising order. <see cref="Unspecified"/>: the rule names none.</summary>
public enum SigmaLevel
{
    Unspecified,
    Informational,
    Low,
    Medium,
    High,
    Critical,
}
