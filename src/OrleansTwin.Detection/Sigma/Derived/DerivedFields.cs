using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>The <c>x.</c> fields of CloudTrail records, each by its name.</summary>
internal static class DerivedFields
{
    public static DerivedField? Create(string name, SigmaFieldTable fields) => name switch
    {
        // Accounts, other than the record's own, that an Allow statement of a policy in the request names.
        "x.policy.foreignAccount" => new PolicyField(fields, facts => facts.ForeignAccounts),
        // An Allow statement of a policy in the request speaks to everyone: `open` without a condition, `conditional` with one
        // that says who or from where, `guarded` with any other.
        "x.policy.public" => new PolicyField(fields, facts => facts.Public),
        // `full`: all actions on all resources; `iam`: all of IAM on all resources.
        "x.policy.admin" => new PolicyField(fields, facts => facts.Admin),
        // Accounts, or `*`, that a sharing call names and that are not the record's own.
        "x.shared.foreignAccount" => new SharedAccountsField(fields),
        // `true`: the call is about a user that is not the caller; `false`: about the caller.
        "x.target.otherUser" => new OtherUserField(fields),
        // `service`, `forwarded` (a service for a caller), `root` or `caller`.
        "x.actor.class" => new ActorClassField(fields),
        // Sensitive ports, or `all`, that a security-group call opens to every address.
        "x.network.openPort" => new OpenPortField(fields),
        _ => null,
    };
}
