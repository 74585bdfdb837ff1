using System.Globalization;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Access.Agreement;

/// <summary>What a logged call's record says of the request's context; every other key stays unknown.</summary>
internal static class CallContext
{
    private const string LongLived = "AKIA";

    public static RequestContext Of(EventRecord record, RequestPrincipal principal)
    {
        var known = PrincipalContext.Derive(principal, principal.Account).ToList();
        known.Add(new("aws:CurrentTime", ContextValue.Of(record.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))));
        known.Add(new("aws:EpochTime", ContextValue.Of(record.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))));
        if (record.UserAgent is { } agent)
        {
            known.Add(new("aws:UserAgent", ContextValue.Of(agent)));
        }

        if (record.Actor.Credential?.StartsWith(LongLived, StringComparison.Ordinal) == true)
        {
            // IAM User Guide: the key is present with temporary credentials only.
            known.Add(new("aws:MultiFactorAuthPresent", ContextValue.Absent));
        }
        else if (record.Actor.Mfa is { } mfa)
        {
            known.Add(new("aws:MultiFactorAuthPresent", ContextValue.Of(mfa ? "true" : "false")));
        }

        return RequestContext.Create(known, complete: false);
    }
}
