namespace OrleansTwin.Access.Google;

/// <summary>What kind of identity asks.</summary>
internal enum GoogleIdentityKind
{
    User,
    ServiceAccount,

    /// <summary>Of a workforce or workload identity pool.</summary>
    Federated,
    Anonymous,
}
