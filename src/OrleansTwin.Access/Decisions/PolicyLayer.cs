namespace OrleansTwin.Access.Decisions;

/// <summary>The kinds of policy that take part in one decision.</summary>
public enum PolicyLayer
{
    Identity,
    Resource,
    PermissionBoundary,
    Session,
    ServiceControl,
    ResourceControl,
    VpcEndpoint,
    KmsGrant,
}
