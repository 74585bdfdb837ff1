namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>Whether statements speak of an action at all, on whatever resource and under whatever conditions.</summary>
[Flags]
public enum PolicyTouch
{
    /// <summary>None does: an identity with these policies alone has no say in it.</summary>
    None = 0,

    Allow = 1,

    Deny = 2,
}
