namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>Answer to "may it", in rising order.</summary>
public enum Verdict
{
    No = 0,

    /// <summary>Not decidable with what is known.</summary>
    Unknown = 1,
    Conditional = 2,
    Always = 3,
}
