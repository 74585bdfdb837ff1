namespace OrleansTwin.Detection.Sigma;

/// <summary>Named limits of reading rules and events. Both are untrusted input.</summary>
public static class SigmaLimits
{
    /// <summary>Characters in one rule file.</summary>
    public const int RuleFileCharactersMax = 1 << 20;

    /// <summary>Nesting of a rule file.</summary>
    public const int RuleDepthMax = 48;

    /// <summary>Parser events (scalars, starts, ends) in one rule file.</summary>
    public const int RuleNodesMax = 200_000;

    /// <summary>Tokens in one condition.</summary>
    public const int ConditionTokensMax = 1_000;

    /// <summary>Parentheses and negations one inside the other in a condition.</summary>
    public const int ConditionDepthMax = 64;

    /// <summary>Values of one field test after all modifiers, placeholders included.</summary>
    public const int OperandsMax = 10_000;

    /// <summary>Variants that <c>windash</c> may make of one value.</summary>
    public const int WindashVariantsMax = 625;

    /// <summary>Bytes of one event.</summary>
    public const int EventBytesMax = 4 << 20;

    /// <summary>Nesting of an event, documents inside strings included.</summary>
    public const int EventDepthMax = 64;

    /// <summary>Documents inside strings inside documents that are opened.</summary>
    public const int EmbeddedDocumentsMax = 2;

    /// <summary>Field values kept of one event; beyond it the evaluation says that it is incomplete.</summary>
    public const int EventValuesMax = 20_000;

    /// <summary>Characters of a field value shown in an explanation.</summary>
    public const int ExplainedCharactersMax = 256;

    /// <summary>Events kept for one group of a correlation rule; beyond it the earliest in canonical order stay.</summary>
    public const int CorrelationEventsMax = 10_000;

    /// <summary>Evidence ids listed in one correlation result.</summary>
    public const int CorrelationEvidenceMax = 200;

    /// <summary>Time that a regular expression that needs backtracking may take on one value. Others take linear time and have none.</summary>
    public static readonly TimeSpan RegexTimeoutMax = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest <c>timespan</c> of a correlation.</summary>
    public static readonly TimeSpan CorrelationTimespanMax = TimeSpan.FromDays(31);
}
