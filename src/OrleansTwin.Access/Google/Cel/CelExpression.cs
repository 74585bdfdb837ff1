namespace OrleansTwin.Access.Google.Cel;

/// <summary>
/// An expression of the Common Expression Language, as far as IAM conditions use it: no messages, no extensions but those IAM adds. Reading and
/// evaluating are bounded. Evaluation is three-valued: what was not told gives <see cref="CelUnknown"/>, what has no value <see cref="CelError"/>.
/// </summary>
public sealed class CelExpression
{
    private readonly CelNode? _root;

    private CelExpression(CelNode? root, string? problem) => (_root, Problem) = (root, problem);

    /// <summary>Why the text could not be read; null where it could.</summary>
    public string? Problem { get; }

    public static CelExpression Parse(string text, CelLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= CelLimits.Default;
        if (text.Length > limits.CharactersMax)
        {
            return new(null, $"an expression of {text.Length} characters; allowed are {limits.CharactersMax}");
        }

        try
        {
            return new(new CelParser(CelLexer.Read(text), limits).Read(), null);
        }
        catch (CelProblem problem)
        {
            return new(null, problem.Message);
        }
    }

    /// <summary>The value: bool, long, <see cref="CelUint"/>, double, string, bytes, <see cref="CelNull"/>, <see cref="CelTime"/>,
    /// <see cref="CelDuration"/>, a list of values, <see cref="CelMap"/>, <see cref="CelType"/>, <see cref="CelError"/> or <see cref="CelUnknown"/>.</summary>
    /// <param name="variables">Values by name; a name that is none of them is an error.</param>
    /// <param name="limits">Bounds.</param>
    public object Evaluate(IReadOnlyDictionary<string, object> variables, CelLimits? limits = null) =>
        _root is null ? new CelError(Problem!) : new CelEvaluator(variables, limits ?? CelLimits.Default).Evaluate(_root);
}
