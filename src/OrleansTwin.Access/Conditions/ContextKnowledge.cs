namespace OrleansTwin.Access.Conditions;

/// <summary>What is known of one context key.</summary>
public enum ContextKnowledge
{
    /// <summary>Not known whether the request carries the key.</summary>
    Unknown,

    /// <summary>Known not to be in the request.</summary>
    Absent,

    /// <summary>In the request, with values.</summary>
    Present,
}
