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
    private const string DeniedWindow = "denied";
    private const string SensitiveWindow = "sensitive-read";

    // Global services log in one region: it says nothing about where the caller works (log-facts §3).
    private static readonly HashSet<string> Global = new(StringComparer.Ordinal) { "iam", "cloudfront", "route53", "organizations", "sts", "signin", "support", "health" };

    public static void Observe(ContributionSheet sheet, CloudEvent recorded, NormalizedEvent normalized)
    {
        var actor = recorded.Actor;
        if (actor.ViaService || actor.Id.Length == 0)
        {
            return;
        }

        var identity = new EntityId(actor.Id);
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
        Identity(sheet, identity, subject, recorded, normalized, context);
        Windows(sheet, identity, subject, recorded, normalized, context);
        Stores(sheet, recorded, normalized, context);
        Surroundings(sheet, recorded, normalized, context);
    }

    /// <summary>Whose baseline inside a shared role: who stands behind, as far as the record itself says.</summary>
    private static string SubjectOf(Actor actor)
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
        session.StartsWith("i-", StringComparison.Ordinal) ? session : Digits().Replace(session, "*");

    private static void Identity(ContributionSheet sheet, EntityId identity, string subject, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        var service = normalized.Action.Split(':')[0];
        sheet.See(identity, subject, Dimension.Action, normalized.Action, context);
        sheet.See(identity, subject, Dimension.Service, service, context);
        sheet.See(identity, subject, Dimension.Region, Global.Contains(service) ? null : recorded.Region, context);
        sheet.See(identity, subject, Dimension.Address, recorded.SourceIp, context);
        sheet.See(identity, subject, Dimension.Agent, AgentFamily(recorded.UserAgent), context);
        sheet.See(identity, subject, Dimension.Credential, recorded.Actor.Credential, context);
        sheet.See(identity, subject, Dimension.Session, recorded.Actor.Session, context);
        sheet.See(identity, subject, Dimension.Error, recorded.ErrorCode, context);
        if (recorded.VpcEndpointId is { } endpoint)
        {
            sheet.See(identity, subject, Dimension.Endpoint, $"{endpoint}|{recorded.VpcEndpointAccount}", context);
        }

        if (recorded.ReadOnly == false || normalized.Data is not null)
        {
            sheet.See(identity, subject, Dimension.Resource, context.Resource, context);
        }

        sheet.Count(identity, subject, Measure.Calls, 1);
        if (recorded.ReadOnly == false)
        {
            sheet.Count(identity, subject, Measure.Writes, 1);
        }

        if (recorded.Outcome is Outcome.Denied or Outcome.Failure)
        {
            sheet.Count(identity, subject, recorded.Outcome == Outcome.Denied ? Measure.Denied : Measure.Failed, 1);
        }
    }

    private static void Windows(ContributionSheet sheet, EntityId identity, string subject, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        var target = normalized.Targets.IsEmpty ? EntityId.None : normalized.Targets[0].Id;
        if (recorded.Outcome == Outcome.Denied)
        {
            sheet.Keep(identity, new(sheet.Order, DeniedWindow, subject, normalized.Action, target, context, recorded.ErrorCode));
        }

        // An attempt that was refused read nothing: it counts among the denied only.
        if (normalized.Sensitive && recorded.Outcome == Outcome.Success)
        {
            sheet.Keep(identity, new(sheet.Order, SensitiveWindow, subject, normalized.Action, target, context, recorded.ErrorCode));
        }
    }

    private static void Stores(ContributionSheet sheet, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        if (normalized.Data is not { } data)
        {
            return;
        }

        sheet.See(data.Entity, string.Empty, Dimension.Principal, context.Principal, context);
        sheet.See(data.Entity, string.Empty, Dimension.Action, normalized.Action, context);
        sheet.See(data.Entity, string.Empty, Dimension.Address, recorded.SourceIp, context);
        var measure = recorded.Outcome == Outcome.Denied ? Measure.Denied
            : data.Verb is DataVerb.Write or DataVerb.Delete ? Measure.Writes
            : Measure.Reads;
        sheet.Count(data.Entity, string.Empty, measure, 1);
        if (data.Bytes is { } bytes && measure == Measure.Reads)
        {
            sheet.Count(data.Entity, string.Empty, Measure.BytesRead, bytes);
        }
    }

    private static void Surroundings(ContributionSheet sheet, CloudEvent recorded, NormalizedEvent normalized, ObservationContext context)
    {
        if (recorded.SourceIp is { } address)
        {
            var id = EntityId.Address(address);
            sheet.See(id, string.Empty, Dimension.Principal, context.Principal, context);
            sheet.Count(id, string.Empty, Measure.Calls, 1);
        }

        if (recorded.Actor.Credential is { Length: > 0 } credential)
        {
            var id = EntityId.AccessKey(credential);
            sheet.See(id, string.Empty, Dimension.Address, recorded.SourceIp, context);
            sheet.See(id, string.Empty, Dimension.Principal, context.Principal, context);
            sheet.Count(id, string.Empty, Measure.Calls, 1);
        }

        var account = EntityId.Account(recorded.Account);
        sheet.See(account, string.Empty, Dimension.Action, normalized.Action, context);
        sheet.See(account, string.Empty, Dimension.Region, recorded.Region, context);
        sheet.Count(account, string.Empty, Measure.Calls, 1);
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
