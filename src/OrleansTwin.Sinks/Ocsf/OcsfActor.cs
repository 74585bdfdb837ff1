using OrleansTwin.Model.Events;
using OrleansTwin.Model.Signals;

namespace OrleansTwin.Sinks.Ocsf;

/// <summary>OCSF object <c>actor</c>: the principal whose permissions were used, its session, and the service in between.</summary>
internal sealed record OcsfActor(OcsfUser? User, OcsfSession? Session, string? InvokedBy)
{
    public static OcsfActor Of(Actor actor) => new(
        new(actor.Id.Length == 0 ? null : actor.Id, actor.Name, actor.Type.ToString(), actor.Credential),
        actor.Session is null && actor.Issuer is null && actor.Mfa is null ? null : new(actor.Session, actor.Issuer, actor.Mfa, actor.SessionStarted?.ToUnixTimeMilliseconds()),
        actor.InvokedBy);

    public static OcsfActor Of(SignalActor actor) => new(new(actor.Id.Value, null, actor.Type.Length == 0 ? null : actor.Type, actor.Credential), null, null);
}
