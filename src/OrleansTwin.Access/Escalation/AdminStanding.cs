namespace OrleansTwin.Access.Escalation;

/// <summary>Whether an identity is administrator.</summary>
public enum AdminStanding
{
    No,

    /// <summary>Something that decides was not seen.</summary>
    Unknown,
    ViaEscalation,
    Direct,
}
