namespace OrleansTwin.Access.Network;

/// <summary>Whether a packet arrives.</summary>
public enum ReachVerdict
{
    Reachable,
    Blocked,

    /// <summary>A rule, route or gateway that decides was not seen.</summary>
    NotEnoughInformation,
}
