using System.Collections.Immutable;
using OrleansTwin.Access.Agreement;
using OrleansTwin.Access.Attacks;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Impacts;
using OrleansTwin.Model.Values;

namespace OrleansTwin.Access.WhatIf;

/// <summary>
/// Which real calls a change would have blocked. Every call is one that succeeded, so its caller was allowed; it is blocked where the
/// changed policies deny it and the present ones do not. Of an identity whose own policies the change leaves alone only what bounds it is
/// asked (boundary, control policies). A request's facts that a log does not hold leave it possible.
/// </summary>
public sealed class HistoryGuard
{
    private const int ExamplesMax = 20;
    private const int RowsMax = 1_000;

    private readonly Dictionary<string, AccountAccess> _before;
    private readonly Dictionary<string, AccountAccess> _after;
    private readonly AttackWorld _world;
    private readonly AttackWorld _changed;

    public HistoryGuard(AttackWorld world, AttackWorld changed)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(changed);
        (_world, _changed) = (world, changed);
        _before = world.Snapshot.Accounts.ToDictionary(static a => a.Account, a => new AccountAccess(a, world.Managed), StringComparer.Ordinal);
        _after = changed.Snapshot.Accounts.ToDictionary(static a => a.Account, a => new AccountAccess(a, changed.Managed), StringComparer.Ordinal);
    }

    /// <summary>By principal and action, most calls first.</summary>
    public IReadOnlyList<BlockedCalls> Blocked(IEnumerable<EventRecord> history) =>
    [
        .. Each(history).GroupBy(static b => (b.Record.Actor.Id, b.Action, b.Certainty, b.By))
            .Select(static group =>
            {
                var calls = group.OrderBy(static b => b.Record.Time).ThenBy(static b => b.Record.Id, StringComparer.Ordinal).ToList();
                return new BlockedCalls(new(group.Key.Id), group.Key.Action, calls.Count, calls[0].Record.Time, calls[^1].Record.Time, group.Key.Certainty, group.Key.By,
                    calls.SelectMany(static c => c.Assumes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueArray(), calls.Take(ExamplesMax).Select(static c => c.Record.Id).ToValueArray());
            })
            .OrderBy(static b => b.Certainty).ThenByDescending(static b => b.Count).ThenBy(static b => b.Principal).ThenBy(static b => b.Action, StringComparer.Ordinal).Take(RowsMax),
    ];

    /// <summary>Whether the change would have blocked this one call; null where not.</summary>
    public Certainty? Blocks(EventRecord record) => Judge(record)?.Certainty;

    private IEnumerable<(EventRecord Record, string Action, Certainty Certainty, string By, ImmutableArray<string> Assumes)> Each(IEnumerable<EventRecord> history)
    {
        foreach (var record in history)
        {
            if (Judge(record) is { } judged)
            {
                yield return (record, judged.Action, judged.Certainty, judged.By, judged.Assumes);
            }
        }
    }

    private (string Action, Certainty Certainty, string By, ImmutableArray<string> Assumes)? Judge(EventRecord record)
    {
        if (record.Outcome != Outcome.Success || !CallJudge.IsTest(record) || CallKnowledge.Default.ActionOf(record.Service, record.Action) is not { } action || !RequestPrincipal.TryParse(record.Actor.Id, out var principal) || principal.Account is null)
        {
            return null;
        }

        var resource = record.Targets.Where(static t => t.Role is TargetRole.Primary).Select(static t => t.Id.Value).Where(static id => id.StartsWith("arn:", StringComparison.Ordinal)).Take(2).ToList() is [var one] ? one : null;
        var (before, after) = (SetOf(principal, _before), SetOf(principal, _after));
        if (IdentityComparison.Same(before, after) && (resource is null || ReferenceEquals(_world.Snapshot.ResourcePolicies.GetValueOrDefault(resource), _changed.Snapshot.ResourcePolicies.GetValueOrDefault(resource))))
        {
            return null;
        }

        var own = !IdentityComparison.SameOwn(before, after);
        var now = Ask(record, principal, action, resource, own ? after : Bounds(after), _changed);
        if (now.Outcome == AccessOutcome.Allowed)
        {
            return null;
        }

        var was = Ask(record, principal, action, resource, own ? before : Bounds(before), _world);
        var denied = now.Outcome is AccessOutcome.ExplicitlyDenied or AccessOutcome.ImplicitlyDenied;
        if (was.Outcome is AccessOutcome.ExplicitlyDenied or AccessOutcome.ImplicitlyDenied || (!denied && was.Outcome == AccessOutcome.Undetermined && was.Conditions.SequenceEqual(now.Conditions, StringComparer.Ordinal)))
        {
            return null;
        }

        var reason = now.Reasons.IsEmpty ? null : now.Reasons[0];
        var by = reason?.Policy is { } policy ? $"{policy} {reason.Statement}" : reason?.Why ?? "no policy allows it any more";
        return (action, denied ? Certainty.Certain : Certainty.Possible, by, denied ? [] : [.. now.Conditions, .. now.Missing]);
    }

    /// <summary>The identity as the snapshot has it; of one it does not have, what bounds its account.</summary>
    private static Identity SetOf(RequestPrincipal principal, Dictionary<string, AccountAccess> accounts)
    {
        var access = accounts.GetValueOrDefault(principal.Account!);
        var known = access?.Find(principal.Id) ?? access?.Identities.FirstOrDefault(i => i.Principal.Name == principal.Name && i.Principal.IsRoleKind == principal.IsRoleKind);
        return known ?? new(principal, new PolicySet
        {
            Identity = LayerPolicies.Of(AllowAll),
            ServiceControl = access?.Snapshot.ServiceControl ?? [],
            ResourceControl = access?.Snapshot.ResourceControl ?? [],
            CallerInManagementAccount = access?.Snapshot.IsManagementAccount ?? false,
        }, RequestContext.NothingKnown, [], []);
    }

    private static Identity Bounds(Identity identity) => identity with { Policies = identity.Policies with { Identity = LayerPolicies.Of(AllowAll) } };

    private static AccessDecision Ask(EventRecord record, RequestPrincipal principal, string action, string? resource, Identity identity, AttackWorld world)
    {
        var policies = identity.Policies with { Resource = resource is null ? null : world.Snapshot.ResourcePolicies.GetValueOrDefault(resource) };
        var context = CallContext.Of(record, principal).With(
        [
            .. record.SourceIp is { } address ? [KeyValuePair.Create("aws:SourceIp", ContextValue.Of(address))] : Array.Empty<KeyValuePair<string, ContextValue>>(),
            .. record.Region.Length > 0 ? [KeyValuePair.Create("aws:RequestedRegion", ContextValue.Of(record.Region))] : Array.Empty<KeyValuePair<string, ContextValue>>(),
            KeyValuePair.Create("aws:ViaAWSService", ContextValue.Of("false")),
        ]);
        return AccessDecider.Decide(policies, AccessRequest.OfPattern(principal, action, resource ?? "*", principal.Account, context));
    }

    private static CompiledPolicy AllowAll { get; } = CompiledPolicy.Compile("AllowAll", PolicyReader.Read("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""").Document!);
}
