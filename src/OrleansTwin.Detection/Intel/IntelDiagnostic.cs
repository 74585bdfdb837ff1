namespace OrleansTwin.Detection.Intel;

/// <summary>An entry of an indicator file that is not used, and why.</summary>
/// <param name="Code">Stable short name, e.g. <c>not-an-indicator</c>.</param>
public sealed record IntelDiagnostic(string Code, IntelPosition Position, string Message)
{
    public override string ToString() => $"{Position}: {Code}: {Message}";
}
