using OrleansTwin.Model.Events;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Twin.Lineage;

/// <summary>What a record says about the chain behind its caller; null where it does not say.</summary>
public sealed record ActorTrace
{
    public required string Principal { get; init; }

    public ActorType Type { get; init; }

    public string? Credential { get; init; }

    public string? Session { get; init; }

    public string? SourceIdentity { get; init; }

    public string? InScopeOf { get; init; }

    public string? Federation { get; init; }

    public string? OnBehalfOf { get; init; }

    public DateTimeOffset? SessionStarted { get; init; }

    public string? RoleDelivery { get; init; }

    public string? Account { get; init; }

    public static ActorTrace Of(Actor actor) => new()
    {
        Principal = actor.Id,
        Type = actor.Type,
        Credential = actor.Credential,
        Session = actor.Session,
        SourceIdentity = actor.SourceIdentity,
        InScopeOf = actor.InScopeOf,
        Federation = actor.Federation,
        OnBehalfOf = actor.OnBehalfOf,
        SessionStarted = actor.SessionStarted,
        RoleDelivery = actor.RoleDelivery,
        Account = actor.Account,
    };

    public static ActorTrace Of(ObservationContext context) => new()
    {
        Principal = context.Principal ?? string.Empty,
        Credential = context.Credential,
        Session = context.Session,
        SourceIdentity = context.SourceIdentity,
    };
}
