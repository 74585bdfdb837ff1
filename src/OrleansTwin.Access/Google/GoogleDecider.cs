using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Google.Cel;

namespace OrleansTwin.Access.Google;

/// <summary>
/// Decides by "Policy evaluation" of IAM: a deny rule anywhere above refuses; principal access boundaries refuse what lies outside of all those
/// bound to the caller; else any binding above whose role holds the permission and whose condition is true grants. A deny condition that cannot be
/// evaluated counts as true, an allow condition as false ("IAM Conditions overview"). Three-valued.
/// </summary>
internal sealed class GoogleDecider
{
    private readonly GoogleWorld _world;
    private readonly GoogleRequest _request;
    private readonly GoogleLimits _limits;
    private readonly GoogleMembers _members;
    private readonly IReadOnlyList<string> _chain;
    private readonly string? _open;
    private readonly List<string> _missing = [];
    private readonly List<string> _errors = [];
    private readonly List<CloudReason> _near = [];

    private GoogleDecider(GoogleWorld world, GoogleRequest request, CaseProblems problems, GoogleLimits limits)
    {
        (_world, _request, _limits) = (world, request, limits);
        _members = new GoogleMembers(request.Caller, world.Groups.Of(request.Caller.Id, request.Caller.Groups));
        (_chain, _open) = world.Hierarchy.Above(request.Resource, problems);
    }

    public static CloudDecision Decide(GoogleWorld world, GoogleRequest request, CaseProblems problems, GoogleLimits limits) =>
        new GoogleDecider(world, request, problems, limits).Decide();

    private CloudDecision Decide()
    {
        var (denied, denials) = Denials();
        if (denied == Truth.Yes)
        {
            return Answer(AccessOutcome.ExplicitlyDenied, denials);
        }

        var (blocked, boundaries) = Boundaries();
        if (blocked == Truth.Yes)
        {
            return Answer(AccessOutcome.ImplicitlyDenied, boundaries);
        }

        var (allowed, grants) = Grants();
        return (denied.Or(blocked), allowed) switch
        {
            (Truth.No, Truth.Yes) => Answer(AccessOutcome.Allowed, grants),
            (_, Truth.No) => Answer(AccessOutcome.ImplicitlyDenied, _near.Count > 0 ? _near : [new("allowPolicy", null, null, null, "no binding of the caller holds the permission, here or above")]),
            _ => Answer(AccessOutcome.Undetermined, [.. denials, .. boundaries, .. grants]),
        };
    }

    private (Truth, List<CloudReason>) Denials()
    {
        var (result, reasons) = (Truth.No, new List<CloudReason>());
        foreach (var rule in _chain.SelectMany(r => _world.Denials[r]))
        {
            if (!rule.DeniedPermissions.Any(p => GooglePermission.Names(p, _request.Permission)) || rule.ExceptionPermissions.Any(p => GooglePermission.Names(p, _request.Permission)))
            {
                continue;
            }

            var missing = new List<string>();
            var whom = _members.Any(rule.DeniedPrincipals, missing);
            var spared = whom == Truth.No ? Truth.Yes : _members.Any(rule.ExceptionPrincipals, missing);
            var applies = spared == Truth.Yes ? Truth.No : whom.And(spared.Not()).And(Holds(rule.Condition, rule.Policy, Truth.Yes, missing));
            if (applies == Truth.Yes)
            {
                return (applies, [new("denyPolicy", rule.Policy, $"#{rule.Number}", "Deny", $"denies {_request.Permission} at {rule.Resource}")]);
            }

            if (applies == Truth.Unknown)
            {
                result = applies;
                _missing.AddRange(missing);
                Add(reasons, new("denyPolicy", rule.Policy, $"#{rule.Number}", "Deny", $"may deny {_request.Permission} at {rule.Resource}"));
            }
        }

        // What lies above and was not told may hold deny policies of its own.
        return OpenAbove(result, _world.Denials.Any(d => !_chain.Contains(d.Key)), reasons, "denyPolicy");
    }

    private (Truth, List<CloudReason>) Boundaries()
    {
        var (certainOutside, possibleOutside, possibleInside) = (new List<GoogleBoundary>(), new List<GoogleBoundary>(), false);
        var missing = new List<string>();
        foreach (var boundary in _world.Boundaries)
        {
            var applies = _members.Any([boundary.PrincipalSet], missing);
            applies = applies == Truth.No ? applies : applies.And(Holds(boundary.Condition, boundary.Name, Truth.Unknown, missing));
            var inside = boundary.Resources.Any(_chain.Contains) ? Truth.Yes : _open is null ? Truth.No : Truth.Unknown;
            if (applies == Truth.Yes && inside == Truth.Yes)
            {
                return (Truth.No, []);
            }

            possibleInside |= applies != Truth.No && inside != Truth.No;
            if (applies != Truth.No && inside != Truth.Yes)
            {
                (applies == Truth.Yes && inside == Truth.No ? certainOutside : possibleOutside).Add(boundary);
            }

            if (applies != Truth.No && inside == Truth.Unknown)
            {
                missing.Add(_open!);
            }
        }

        if (certainOutside.Count + possibleOutside.Count == 0)
        {
            return (Truth.No, []);
        }

        var outside = certainOutside.Count > 0 && !possibleInside ? Truth.Yes : Truth.Unknown;
        var blocks = Truth.No;
        foreach (var boundary in certainOutside.Concat(possibleOutside))
        {
            var one = boundary.Blockable is { } list ? list.Any(p => GooglePermission.Names(p, _request.Permission)).ToTruth() : Truth.Unknown;
            blocks = blocks.Or(one);
            if (one == Truth.Unknown)
            {
                missing.Add($"whether principal access boundaries of version {boundary.Version} block {_request.Permission}");
            }
        }

        var result = outside.And(blocks);
        _missing.AddRange(result == Truth.Unknown ? missing : []);
        return (result, result == Truth.No ? [] : [.. certainOutside.Concat(possibleOutside).Take(_limits.ReasonsMax).Select(b => new CloudReason("principalAccessBoundary", b.Name, null, "Deny",
            $"{(result == Truth.Yes ? "keeps" : "may keep")} {b.PrincipalSet} from {_request.Resource}"))]);
    }

    private (Truth, List<CloudReason>) Grants()
    {
        var (result, reasons) = (Truth.No, new List<CloudReason>());
        foreach (var binding in _chain.SelectMany(r => _world.Bindings[r]))
        {
            var missing = new List<string>();
            var whom = _members.Any(binding.Members, missing);
            if (whom == Truth.No)
            {
                continue;
            }

            var holds = binding.Role is { } role ? role.Permissions.Contains(_request.Permission).ToTruth() : Truth.Unknown;
            if (holds == Truth.No)
            {
                Near(binding, "does not hold");
                continue;
            }

            if (holds == Truth.Unknown)
            {
                missing.Add($"permissions of {binding.RoleName}");
            }

            var condition = Holds(binding.Condition, $"{binding.Resource} #{binding.Number}", Truth.No, missing);
            var grants = whom.And(holds).And(condition);
            if (grants == Truth.Yes)
            {
                return (grants, [Reason(binding, "grants")]);
            }

            if (grants == Truth.Unknown)
            {
                result = grants;
                _missing.AddRange(missing);
                Add(reasons, Reason(binding, "may grant"));
            }
            else
            {
                Near(binding, $"has a condition{(binding.Condition?.Title is { } title ? $" `{title}`" : "")} that does not hold for");
            }
        }

        return OpenAbove(result, _world.Bindings.Any(b => !_chain.Contains(b.Key)), reasons, "allowPolicy");
    }

    private (Truth, List<CloudReason>) OpenAbove(Truth result, bool others, List<CloudReason> reasons, string layer)
    {
        if (_open is null || !others)
        {
            return (result, reasons);
        }

        _missing.Add(_open);
        Add(reasons, new(layer, null, null, null, $"policies above {_chain[^1]} are not known"));
        return (Truth.Unknown, reasons);
    }

    /// <summary>Whether a condition is true; an error answers <paramref name="onError"/>, a condition that could not be read stays open.</summary>
    private Truth Holds(GoogleCondition? condition, string owner, Truth onError, List<string> missing)
    {
        if (condition is null)
        {
            return Truth.Yes;
        }

        if (condition.Expression.Problem is { } problem)
        {
            Tell($"{owner}: condition {problem}");
            return Truth.Unknown;
        }

        switch (condition.Expression.Evaluate(_request.Variables, _limits.Conditions))
        {
            case bool answer:
                return answer.ToTruth();
            case CelUnknown unknown:
                missing.Add(unknown.What);
                return Truth.Unknown;
            case CelError error:
                Tell($"{owner}: condition: {error.Message}");
                return onError;
            default:
                Tell($"{owner}: condition: its value is no bool");
                return onError;
        }
    }

    private CloudReason Reason(GoogleBinding binding, string how) => new("allowPolicy", binding.Resource, $"#{binding.Number} {binding.RoleName}", "Allow", $"{binding.RoleName} at {binding.Resource} {how} {_request.Permission}");

    private void Near(GoogleBinding binding, string how) => Add(_near, Reason(binding, how) with { Effect = null });

    private void Tell(string error)
    {
        if (_errors.Count < EvaluationNotes.NotesMax)
        {
            _errors.Add(error);
        }
    }

    private void Add(List<CloudReason> reasons, CloudReason reason)
    {
        if (reasons.Count < _limits.ReasonsMax)
        {
            reasons.Add(reason);
        }
    }

    private CloudDecision Answer(AccessOutcome outcome, List<CloudReason> reasons) => new()
    {
        Outcome = outcome,
        Reasons = [.. reasons],
        Missing = outcome == AccessOutcome.Undetermined ? [.. _missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(EvaluationNotes.NotesMax)] : [],
        Errors = [.. _errors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };
}
