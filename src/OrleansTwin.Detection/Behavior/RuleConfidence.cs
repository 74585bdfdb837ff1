namespace OrleansTwin.Detection.Behavior;

/// <summary>How often a rule is right when it speaks.</summary>
public enum RuleConfidence
{
    Low = 0,
    Medium = 1,
    High = 2,
}
