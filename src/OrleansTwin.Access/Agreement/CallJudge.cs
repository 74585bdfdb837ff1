using System.Collections.Immutable;
using System.Globalization;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Agreement;

/// <summary>
/// Holds one logged call against the policies as they stood. It decides only where the answer does not hang on what was not seen, and
/// never by looking at the outcome: for every resource alike (which resources a call asks for is not in the log), with every policy of the
/// caller known, the same just before the call and a little earlier (IAM is eventually consistent), and no further refusal known to
/// exist outside of policies. Control policies of the organisation are taken to allow (docs/decisions/0003).
/// Steps: what is asked; who asks; its policies; the resource's policy; the context of the record; the decision.
/// </summary>
public sealed class CallJudge(IEstate estate)
{
    /// <summary>
    /// IAM User Guide, "Changes that I make are not always immediately visible", names no time; changes are commonly in force within seconds.
    /// </summary>
    private static readonly TimeSpan Propagation = TimeSpan.FromSeconds(15);

    private const string Temporary = "ASIA";

    private readonly PolicyJudge _published = new();
    private readonly Dictionary<PolicyText, CompiledPolicy?> _compiled = [];

    /// <summary>True where the call is one that policies decide: by a user, a role or root, made by the caller itself, that succeeded or was refused.</summary>
    public static bool IsTest(EventRecord record) =>
        record.Source is RecordFormat.CloudTrail or RecordFormat.EventBridge
        && record.Category is EventCategory.Management or EventCategory.Data
        && record.Outcome is Outcome.Success or Outcome.Denied
        && !record.Actor.ViaService
        && record.Actor.Type is ActorType.IamUser or ActorType.AssumedRole or ActorType.Root
        && Arn.TryParse(record.Actor.Id, out _)
        && CallKnowledge.Default.ActionOf(record.Service, record.Action) is not null;

    public CallVerdict Decide(EventRecord record)
    {
        var action = CallKnowledge.Default.ActionOf(record.Service, record.Action)!;
        if (CallKnowledge.Default.IsRefusedOtherwise(action))
        {
            return CallVerdict.Open("calls of this kind are also refused for reasons that no policy holds");
        }

        var now = Decide(record, action, new EstateAsOf(estate, record.Order, inclusive: false));
        if (now.Allowed is null)
        {
            return now;
        }

        var earlier = Decide(record, action, new EstateAsOf(estate, EventOrder.EndOf(record.Time - Propagation)));
        return earlier.Allowed == now.Allowed ? now : CallVerdict.Open("policies that decide changed shortly before");
    }

    private CallVerdict Decide(EventRecord record, string action, EstateAsOf at)
    {
        if (!RequestPrincipal.TryParse(record.Actor.Id, out var principal))
        {
            return CallVerdict.Open("what kind of caller it is");
        }

        var policies = PrincipalPoliciesStage.Of(new(record.Actor.Id), at, _published);
        var isRoot = principal.Kind == RequestPrincipalKind.Root;
        if (!isRoot && policies is { Identity.Count: 0, Unseen.Count: > 0 })
        {
            return CallVerdict.Open(policies.Unseen[0].Why);
        }

        if (!isRoot && !policies.Present)
        {
            return CallVerdict.Open("nothing was said of the caller before");
        }

        var boundaryUnseen = policies.Unseen.Where(static unseen => !unseen.Grants).Select(static unseen => unseen.Why).ToImmutableArray();
        var set = new PolicySet
        {
            Identity = isRoot ? LayerPolicies.None : Layer(policies.Identity, policies.Unseen.Where(static unseen => unseen.Grants).Select(static unseen => unseen.Why)),
            PermissionBoundary = policies.Boundaries.Count == 0 && boundaryUnseen.IsEmpty ? null : Layer(policies.Boundaries, boundaryUnseen),
            Session = SessionOf(record.Actor) is { } unseenSession ? LayerPolicies.NotSeen(unseenSession) : null,
            Resource = ResourceOf(record, action, principal, at),
        };
        return CallKnowledge.Default.Asks(action).Select(ask => Ask(record, set, principal, ask)).Aggregate(Both);
    }

    private static CallVerdict Ask(EventRecord record, PolicySet set, RequestPrincipal principal, string action)
    {
        var request = AccessRequest.OfPattern(principal, action, "*", principal.Account, CallContext.Of(record, principal));
        var decision = AccessDecider.Decide(set, request);
        var reason = decision.Reasons.IsEmpty ? null : decision.Reasons[0];
        return decision.Outcome switch
        {
            AccessOutcome.Allowed => new(true, reason?.Layer ?? PolicyLayer.Identity, Said(reason, action, "allowed by")),
            AccessOutcome.ExplicitlyDenied => new(false, reason?.Layer ?? PolicyLayer.Identity, Said(reason, action, "denied by")),
            AccessOutcome.ImplicitlyDenied => new(false, PolicyLayer.Identity, $"{action} is allowed by no policy"),
            _ => CallVerdict.Open(decision.Missing.FirstOrDefault() ?? decision.Conditions.FirstOrDefault() ?? decision.Errors.FirstOrDefault() ?? "which resources the call asks for"),
        };
    }

    /// <summary>A call needs all that it asks for: one refusal refuses it, but which of the further permissions it asks for hangs on its parameters.</summary>
    private static CallVerdict Both(CallVerdict first, CallVerdict further) =>
        first.Allowed != true || further.Allowed == true ? first : CallVerdict.Open("whether the call asks for a further permission, which is not allowed for certain");

    private static string Said(DecisionReason? reason, string action, string by) =>
        reason?.Policy is { } policy ? $"{action} is {by} {policy}{(reason.Statement is { } statement ? $" ({statement})" : string.Empty)}" : $"{action}: {reason?.Why ?? by}";

    /// <summary>Null where no session policy narrows the call; else what was not seen of it.</summary>
    private static string? SessionOf(Actor actor)
    {
        // Services hand out a role's credentials whole.
        if (actor.Type == ActorType.AssumedRole)
        {
            return actor.RoleDelivery is not null || actor.InScopeOf is not null ? null : "whether the session was begun with a policy that narrows it";
        }

        return actor.Type == ActorType.IamUser && actor.Credential?.StartsWith(Temporary, StringComparison.Ordinal) == true ? "what the user's temporary session may not do" : null;
    }

    private LayerPolicies? ResourceOf(EventRecord record, string action, RequestPrincipal principal, EstateAsOf at)
    {
        var service = action.Split(':')[0];
        if (!CallKnowledge.Default.MayCarryPolicy(service, string.Empty))
        {
            return null;
        }

        var primary = record.Targets.Where(static target => target.Role is TargetRole.Primary or TargetRole.Container).ToList();
        if (primary.Count > 0 && primary.TrueForAll(target => !CallKnowledge.Default.MayCarryPolicy(service, target.Type)))
        {
            return null;
        }

        var ids = primary.Select(static target => target.Id).Distinct().ToList();
        if (ids.Count != 1)
        {
            return LayerPolicies.NotSeen("of the resource");
        }

        var view = at.View(ids[0]);
        var rule = ImpactKnowledge.Default.Rules.FirstOrDefault(rule => rule.Decide == "resourcePolicy" && rule.Attribute is not null && rule.Types.Contains(view.Type));
        if (rule is null || (view.Account ?? ids[0].AccountOf()) != principal.Account)
        {
            return LayerPolicies.NotSeen($"of {EntityNames.NameOf(ids[0])}");
        }

        var attribute = view.Attribute(rule.Attribute!);
        if (attribute is null && view.CreatedAt is not null && rule.Types[0] is not ("AWS::KMS::Key" or "AWS::IAM::Role"))
        {
            return null;
        }

        return attribute is { Known: true, Value: { } value } && PolicyShape.Document(value) is { } text
            ? Layer([new($"the policy of {EntityNames.NameOf(ids[0])}", text)], [])
            : LayerPolicies.NotSeen($"of {EntityNames.NameOf(ids[0])}");
    }

    private LayerPolicies Layer(IReadOnlyList<PolicyText> texts, IEnumerable<string> unseen)
    {
        var compiled = texts.Select(text => (text.Name, Policy: Compile(text))).ToList();
        return new([.. compiled.Select(static one => one.Policy).OfType<CompiledPolicy>()], [.. unseen, .. compiled.Where(static one => one.Policy is null).Select(static one => $"{one.Name} cannot be read")]);
    }

    private CompiledPolicy? Compile(PolicyText text)
    {
        if (!_compiled.TryGetValue(text, out var policy))
        {
            policy = ManagedPolicyCatalogue.Bundled.Find(text.Json) ?? (PolicyReader.Read(text.Json).Document is { } document ? CompiledPolicy.Compile(text.Name, document) : null);
            _compiled[text] = policy;
        }

        return policy;
    }
}
