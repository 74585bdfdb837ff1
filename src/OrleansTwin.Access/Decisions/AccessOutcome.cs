namespace OrleansTwin.Access.Decisions;

/// <summary>The answer to one request.</summary>
public enum AccessOutcome
{
    Allowed,
    ExplicitlyDenied,
    ImplicitlyDenied,

    /// <summary>Something that decides is not known: see the decision's missing facts and errors.</summary>
    Undetermined,
}
