namespace OrleansTwin.Access.Policies;

/// <summary>The effect of a statement.</summary>
public enum PolicyEffect
{
    Allow,
    Deny,
}
