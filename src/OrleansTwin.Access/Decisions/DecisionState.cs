using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Decisions;

/// <summary>The layers' answers of one decision, by value so that a decision allocates little.</summary>
internal struct DecisionState
{
    public LayerOutcome Identity;
    public LayerOutcome Resource;
    public LayerOutcome Boundary;
    public LayerOutcome Session;
    public LayerOutcome Endpoint;
    public bool HasBoundary;
    public bool HasSession;
    public bool HasEndpoint;

    /// <summary>Service control policies over all levels; allowed means allowed at each.</summary>
    public LayerOutcome ServiceControl;
    public bool ServiceControlApplies;
    public string? ServiceControlBlockedAt;
    public LayerOutcome ResourceControl;

    public Truth Grant;
    public bool GrantNeedsBoth;
    public bool GrantNeedsResource;
    public bool ResourceAccountMatters;
    public string? KmsGrantUsed;

    public Truth Denied;
    public Truth Granted;
    public AccessOutcome Outcome;

    public readonly Truth EndpointAllow => HasEndpoint ? Endpoint.Allow : Truth.Yes;

    public readonly Truth ServiceControlAllow => ServiceControlApplies ? ServiceControl.Allow : Truth.Yes;

    public void Conclude()
    {
        Denied = Identity.Deny.Or(Resource.Deny).Or(Boundary.Deny).Or(Session.Deny).Or(Endpoint.Deny)
            .Or(ServiceControl.Deny).Or(ResourceControl.Deny);
        Granted = Grant.And(ServiceControlAllow).And(EndpointAllow);
        Outcome = (Denied, Granted) switch
        {
            (Truth.Yes, _) => AccessOutcome.ExplicitlyDenied,
            // Denied either way; whether also explicitly does not change what the caller can do.
            (_, Truth.No) => AccessOutcome.ImplicitlyDenied,
            (Truth.No, Truth.Yes) => AccessOutcome.Allowed,
            _ => AccessOutcome.Undetermined,
        };
    }
}
