namespace OrleansTwin.Incidents.Report;

/// <summary>How sure it is that an identity is, or can become, an administrator.</summary>
public enum AdministratorStanding
{
    /// <summary>Its known policies allow everything, and no unseen policy could take that away.</summary>
    Direct = 0,

    /// <summary>Its known policies allow everything; a policy that was not seen may deny.</summary>
    DirectUnlessDenied = 1,

    /// <summary>It can make itself one, or act as one.</summary>
    ByEscalation = 2,
}
