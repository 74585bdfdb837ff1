using System.Text.RegularExpressions;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization;
using OrleansTwin.Twin.Baselines;

namespace OrleansTwin.Pipeline.Fold;

/// <summary>
/// What a call adds to baselines: its actor's ways, the stores it touched, the address and the key it used, the account it was made in.
/// Service calls are charged to nobody here (log-facts §2): they raise no novelty.
/// </summary>
internal static partial class CallObservations
{
    /// <summary>Digits in a row that are a number of one session among many; the pattern below says the same.</summary>
    private const int NumberDigits = 4;

    private const string DeniedWindow = "denied";
    private const string SensitiveWindow = "sensitive-read";

    // Global services log in one region: it says nothing about where the caller works (log-facts §3).
    private static readonly HashSet<string> Global = new(StringComparer.Ordinal) { "iam", "cloudfront", "route53", "organizations", "sts", "signin", "support", "health" };

    public static void Observe(ContributionSheet sheet, CloudEvent recorded, NormalizedEvent normalized)
    {
        var actor = recorded.Actor;
        // A further record of one operation is no further call.
        if (actor.ViaService || actor.Id.Length == 0 || recorded.Part != OperationPart.Whole)
        {
            return;
        }

        var identity = sheet.Of(new(actor.Id));
        var subject = SubjectOf(actor);
        var context = new ObservationContext
        {
            Address = recorded.SourceIp,
            Agent = recorded.UserAgent,
            Credential = actor.Credential,
            Principal = actor.Id,
            Session = actor.Session,
            SourceIdentity = actor.SourceIdentity,
            Action = normalized.Action,
            Resource = normalized.Targets.IsEmpty ? null : normalized.Targets[0].Id.Value,
        };
        Identity(identity, subject, recorded, normalized, context);
        Windows(sheet.Order, identity, subject, recorded, normalized, context);
        Stores(sheet, recorded, normalized, context);
        Surroundings(sheet, recorded, normalized, context);
    }

    /// <summary>Whose baseline inside a shared role: who stands behind, as far as the record itself says.</summary>
    public static string SubjectOf(Actor actor)
    {
        if (actor.Type is ActorType.IamUser or ActorType.Root)
        {
            return string.Empty;
        }

        return actor.SourceIdentity is { Length: > 0 } source ? $"src:{source}"
            : actor.Federation is { Length: > 0 } federation ? $"fed:{federation}"
            : actor.Session is { Length: > 0 } session ? Session(session)
            : string.Empty;
    }

    private static string Session(string session) =>
        session.StartsWith("i-", StringComparison.Ordinal) || !HasNumber(session) ? session : Digits().Replace(session, "*");

    /// <summary>Most session names have no run of digits long enough to be one of many numbers.</summary>
    private static bool HasNumber(string session)
    {
        var run = 0;
        foreach (var character in session)
        {
            run = char.IsDigit(character) ? run + 1 : 0;
            if (run == NumberDigits)
            {
                return true;
            }
        }

        return false;
    }

    private static string ServiceOf(string action) => action.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? action[..colon] : action;

    private static void Identity(EntityLines identity, string subject, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        var service = ServiceOf(normalized.Action);
        identity.See(subject, Dimension.Action, normalized.Action, context);
        identity.See(subject, Dimension.Service, service, context);
        identity.See(subject, Dimension.Region, Global.Contains(service) ? null : recorded.Region, context);
        identity.See(subject, Dimension.Address, recorded.SourceIp, context);
        identity.See(subject, Dimension.Agent, AgentFamily(recorded.UserAgent), context);
        identity.See(subject, Dimension.Credential, recorded.Actor.Credential, context);
        identity.See(subject, Dimension.Session, recorded.Actor.Session, context);
        identity.See(subject, Dimension.Error, recorded.ErrorCode, context);
        if (recorded.VpcEndpointId is { } endpoint)
        {
            identity.See(subject, Dimension.Endpoint, $"{endpoint}|{recorded.VpcEndpointAccount}", context);
        }

        if (recorded.ReadOnly == false || normalized.Data is not null)
        {
            identity.See(subject, Dimension.Resource, context.Resource, context);
        }

        identity.Count(subject, Measure.Calls, 1);
        if (recorded.ReadOnly == false)
        {
            identity.Count(subject, Measure.Writes, 1);
        }

        if (recorded.Outcome is Outcome.Denied or Outcome.Failure)
        {
            identity.Count(subject, recorded.Outcome == Outcome.Denied ? Measure.Denied : Measure.Failed, 1);
        }
    }

    private static void Windows(EventOrder order, EntityLines identity, string subject, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        var target = normalized.Targets.IsEmpty ? EntityId.None : normalized.Targets[0].Id;
        if (recorded.Outcome == Outcome.Denied)
        {
            identity.Keep(new(order, DeniedWindow, subject, normalized.Action, target, context, recorded.ErrorCode));
        }

        // An attempt that was refused read nothing: it counts among the denied only.
        if (normalized.Sensitive && recorded.Outcome == Outcome.Success)
        {
            identity.Keep(new(order, SensitiveWindow, subject, normalized.Action, target, context, recorded.ErrorCode));
        }
    }

    private static void Stores(ContributionSheet sheet, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        if (normalized.Data is not { } data)
        {
            return;
        }

        var store = sheet.Of(data.Entity);
        store.See(string.Empty, Dimension.Principal, context.Principal, context);
        store.See(string.Empty, Dimension.Action, normalized.Action, context);
        store.See(string.Empty, Dimension.Address, recorded.SourceIp, context);
        if (recorded.Outcome == Outcome.Unknown)
        {
            // Neither a read nor a refusal: it weighs in no volume.
            return;
        }

        var measure = recorded.Outcome == Outcome.Denied ? Measure.Denied
            : data.Verb is DataVerb.Write or DataVerb.Delete ? Measure.Writes
            : Measure.Reads;
        store.Count(string.Empty, measure, 1);
        if (data.Bytes is { } bytes && measure == Measure.Reads)
        {
            store.Count(string.Empty, Measure.BytesRead, bytes);
        }
    }

    private static void Surroundings(ContributionSheet sheet, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        if (recorded.SourceIp is { } address)
        {
            var lines = sheet.Of(EntityId.Address(address));
            lines.See(string.Empty, Dimension.Principal, context.Principal, context);
            lines.Count(string.Empty, Measure.Calls, 1);
        }

        if (recorded.Actor.Credential is { Length: > 0 } credential)
        {
            var lines = sheet.Of(recorded.Cloud == Cloud.Aws ? EntityId.AccessKey(credential) : new(credential));
            lines.See(string.Empty, Dimension.Address, recorded.SourceIp, context);
            lines.See(string.Empty, Dimension.Principal, context.Principal, context);
            lines.Count(string.Empty, Measure.Calls, 1);
        }

        var account = sheet.Of(EntityId.Account(recorded.Cloud, recorded.Account));
        account.See(string.Empty, Dimension.Action, normalized.Action, context);
        account.See(string.Empty, Dimension.Region, recorded.Region, context);
        account.Count(string.Empty, Measure.Calls, 1);
    }

    /// <summary>Product name of the agent, before its first version.</summary>
    private static string? AgentFamily(string? agent)
    {
        if (string.IsNullOrEmpty(agent))
        {
            return null;
        }

        var end = agent.AsSpan().IndexOfAny('/', ' ');
        return end < 0 ? agent : agent[..end].TrimStart('[');
    }

    [GeneratedRegex(@"\d{4,}", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
