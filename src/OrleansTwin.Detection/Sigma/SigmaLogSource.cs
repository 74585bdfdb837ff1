namespace OrleansTwin.Detection.Sigma;

/// <summary>The <c>logsource</c> of a rule, lower case; a part left out is null and restricts nothing.</summary>
public sealed record SigmaLogSource(string? Product, string? Service, string? Category)
{
    public override string ToString() => $"{Product ?? "*"}/{Service ?? "*"}/{Category ?? "*"}";
}
