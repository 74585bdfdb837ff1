using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Decisions;

/// <summary>What one layer says: does it deny, does it allow, and for layers with principals, by which name.</summary>
internal struct LayerOutcome
{
    public Truth Deny;
    public Truth Allow;
    public StatementRef DeniedBy;
    public StatementRef AllowedBy;

    /// <summary>Allow by the caller's own name, its role, everyone, its account.</summary>
    public Truth AllowDirect;
    public Truth AllowRole;
    public Truth AllowEveryone;
    public Truth AllowAccount;
    public bool Unseen;
}
