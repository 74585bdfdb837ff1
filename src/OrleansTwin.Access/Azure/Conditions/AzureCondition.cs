namespace OrleansTwin.Access.Azure.Conditions;

/// <summary>A condition of an assignment or permission: read, or the reason why it could not be.</summary>
/// <param name="Root">What it asks; null where it could not be read, and then its answer is never known.</param>
/// <param name="Problem">Why it could not be read.</param>
internal sealed record AzureCondition(ConditionNode? Root, string? Problem)
{
    private const string Version = "2.0";

    /// <summary>Reads a condition; none where the text is empty.</summary>
    /// <param name="text">In the language of "Azure role assignment condition format and syntax".</param>
    /// <param name="version">Version of the language; 2.0 where not told.</param>
    /// <param name="limits">Bounds.</param>
    public static AzureCondition? Parse(string? text, string? version, AzureLimits limits)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (version is not (null or "" or Version))
        {
            return new(null, $"a condition of version `{version}`; allowed is {Version}");
        }

        if (text.Length > limits.ConditionCharactersMax)
        {
            return new(null, $"a condition of {text.Length} characters; allowed are {limits.ConditionCharactersMax}");
        }

        try
        {
            return new(new ConditionParser(ConditionLexer.Read(text), limits).Read(), null);
        }
        catch (ConditionProblem problem)
        {
            return new(null, $"condition {problem.Message}");
        }
    }
}
