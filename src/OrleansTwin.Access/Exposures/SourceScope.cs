namespace OrleansTwin.Access.Exposures;

/// <summary>Where traffic that a rule lets in comes from.</summary>
public enum SourceScope
{
    /// <summary>The source is not in the log, or in no form that is known.</summary>
    Unknown = 0,

    /// <summary>Private addresses, or networks the config names as its own.</summary>
    Private = 1,

    /// <summary>Members of a security group of the estate.</summary>
    Group = 2,

    /// <summary>A prefix list whose entries are not known.</summary>
    PrefixList = 3,

    /// <summary>Public addresses of somebody, or another account's group.</summary>
    Foreign = 4,

    /// <summary>Everyone, or a range so wide that it is as good.</summary>
    Internet = 5,
}
