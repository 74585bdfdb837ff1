namespace OrleansTwin.Access.Decisions;

/// <summary>The answer to a static question, where the request's context is not known.</summary>
public enum AccessCertainty
{
    /// <summary>Denied whatever the request carries.</summary>
    Never,

    /// <summary>A policy or fact that decides was not seen.</summary>
    Unknown,

    /// <summary>Allowed for requests that meet the conditions named.</summary>
    Conditional,

    /// <summary>Allowed whatever the request carries.</summary>
    Always,
}
