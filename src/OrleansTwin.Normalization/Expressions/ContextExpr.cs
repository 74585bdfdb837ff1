namespace OrleansTwin.Normalization.Expressions;

/// <summary>A fact of the envelope: <c>ctx.account</c>, <c>ctx.region</c>, <c>ctx.time</c>, <c>ctx.actor</c>, <c>ctx.user</c>, …</summary>
internal sealed class ContextExpr(string name) : Expr
{
    public static readonly IReadOnlyList<string> Names = ["account", "region", "partition", "time", "eventId", "actor", "actorArn", "actorName", "actorAccount", "user", "root", "key", "session", "sourceIdentity", "federation", "resource"];

    public override Value First(Scope scope)
    {
        var actor = scope.Event.Actor;
        return Value.Of(name switch
        {
            "account" => scope.Account,
            "region" => scope.Region,
            "partition" => scope.Partition,
            "time" => scope.Event.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            "eventId" => scope.Event.Id,
            "actor" => actor.Id.Length == 0 ? null : actor.Id,
            "actorArn" => actor.Arn,
            "actorName" => actor.Name,
            "actorAccount" => actor.Account,
            // A call without a user name is about the caller (IAM documentation, for example CreateAccessKey).
            "user" => actor.Type == Model.Events.ActorType.IamUser ? actor.Arn ?? actor.Name : null,
            "root" => actor.Type == Model.Events.ActorType.Root ? actor.Account : null,
            "key" => actor.Credential,
            "session" => actor.Session,
            "sourceIdentity" => actor.SourceIdentity,
            "federation" => actor.Federation,
            "resource" => scope.Event.Named.IsEmpty ? null : scope.Event.Named[0].Id.Value,
            _ => null,
        });
    }
}
