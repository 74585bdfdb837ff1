namespace OrleansTwin.Detection.Sigma;

/// <summary>One value that a field is tested against. A closed family.</summary>
/// <param name="Written">The value as the rule writes it, for explanations.</param>
public abstract record SigmaOperand(string Written);
