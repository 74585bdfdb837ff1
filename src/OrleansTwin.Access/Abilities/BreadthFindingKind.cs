namespace OrleansTwin.Access.Abilities;

/// <summary>How far an identity's permissions reach.</summary>
public enum BreadthFindingKind
{
    /// <summary>An ability over every data store of a kind.</summary>
    OverPermissive,

    /// <summary>It may change identities, keys, logging or the organisation.</summary>
    HighPrivileges,

    /// <summary>Anything on anything.</summary>
    AdminPrivileges,
}
