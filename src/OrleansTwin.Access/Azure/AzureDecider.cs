using System.Collections.Immutable;
using OrleansTwin.Access.Azure.Conditions;
using OrleansTwin.Access.Clouds;
using OrleansTwin.Access.Conditions;
using OrleansTwin.Access.Decisions;

namespace OrleansTwin.Access.Azure;

/// <summary>
/// Decides by "How Azure RBAC determines if a user has access to a resource": groups and managed identities count transitively; a deny
/// assignment that applies refuses; else any active role assignment at the resource or above it grants, if its role names the operation and does
/// not leave it out and its condition holds. NotActions take from their own permission only. An eligible assignment grants nothing before it is
/// activated: it stands among the reasons. Three-valued: an open denial, or an open grant where nothing else grants, is Undetermined.
/// </summary>
internal sealed class AzureDecider
{
    private static readonly AttributeReference Now = new(AttributeSource.Environment, "UtcNow", false);
    private readonly AzureWorld _world;
    private readonly AzureRequest _request;
    private readonly AzureLimits _limits;
    private readonly Membership _membership;
    private readonly AzureLineage _lineage;
    private readonly List<CloudReason> _eligible = [];
    private readonly List<CloudReason> _near = [];
    private readonly EvaluationNotes _notes = new();

    private AzureDecider(AzureWorld world, AzureRequest request, CaseProblems problems, AzureLimits limits)
    {
        (_world, _request, _limits) = (world, request, limits);
        _membership = world.Groups.Of(request.Principal, request.Groups);
        _lineage = world.Hierarchy.Above(request.Resource, problems);
    }

    public static CloudDecision Decide(AzureWorld world, AzureRequest request, CaseProblems problems, AzureLimits limits) =>
        new AzureDecider(world, request, problems, limits).Decide();

    private CloudDecision Decide()
    {
        var (denied, denials) = Denials();
        if (denied == Truth.Yes)
        {
            return Answer(AccessOutcome.ExplicitlyDenied, denials);
        }

        var (allowed, grants) = Grants();
        return (denied, allowed) switch
        {
            (Truth.No, Truth.Yes) => Answer(AccessOutcome.Allowed, grants),
            (_, Truth.No) => Answer(AccessOutcome.ImplicitlyDenied, _eligible.Count + _near.Count > 0 ? [.. _eligible.Concat(_near).Take(_limits.ReasonsMax)] : [new("roleAssignment", null, null, null, "no role assignment of the caller reaches the resource")]),
            _ => Answer(AccessOutcome.Undetermined, [.. denials, .. grants]),
        };
    }

    private (Truth, List<CloudReason>) Denials()
    {
        var (result, reasons) = (Truth.No, new List<CloudReason>());
        foreach (var denial in _world.Denials)
        {
            var (applies, statement) = Applies(denial);
            if (applies == Truth.Yes)
            {
                return (Truth.Yes, [new("denyAssignment", denial.Name, statement, "Deny", $"denies `{_request.Action}` at {denial.Scope}")]);
            }

            if (applies == Truth.Unknown)
            {
                result = Truth.Unknown;
                reasons.Add(new("denyAssignment", denial.Name, statement, "Deny", $"may deny `{_request.Action}` at {denial.Scope}: something it asks for is not known"));
            }
        }

        return (result, reasons);
    }

    private (Truth, string?) Applies(AzureDenyAssignment denial)
    {
        var speaking = Enumerable.Range(0, denial.Permissions.Length).Where(i => denial.Permissions[i].Match(_request) is ({ }, null)).ToList();
        var reach = denial.DoNotApplyToChildScopes ? (denial.Scope == _request.Resource).ToTruth() : _lineage.Reaches(denial.Scope, _request.Resource);
        if (speaking.Count == 0 || reach == Truth.No)
        {
            return (Truth.No, null);
        }

        var whom = AnyOf(denial.Principals);
        var spared = whom == Truth.No ? Truth.Yes : AnyOf(denial.ExcludePrincipals);
        if (spared == Truth.Yes)
        {
            return (Truth.No, null);
        }

        if (reach == Truth.Unknown)
        {
            _notes.AddMissingKey(_lineage.Open!);
        }

        // Conditions come last: what they ask for is missing only where all the rest applies.
        var named = speaking.Aggregate(Truth.No, (so, i) => so == Truth.Yes ? so : so.Or(Holds(denial.Permissions[i].Condition, denial.Name)));
        var statement = $"#{speaking[0] + 1} {denial.Permissions[speaking[0]].Match(_request).Named}";
        return (named.And(reach).And(whom).And(spared.Not()).And(Holds(denial.Condition, denial.Name)), statement);
    }

    private Truth AnyOf(ImmutableArray<AzurePrincipal> principals)
    {
        var result = Truth.No;
        foreach (var principal in principals)
        {
            result = result.Or(principal.IsEverybody ? Truth.Yes : Is(principal));
        }

        if (result == Truth.Unknown)
        {
            foreach (var principal in principals.Where(p => Is(p) == Truth.Unknown))
            {
                _notes.AddMissingKey(MembersOf(principal));
            }
        }

        return result;
    }

    private Truth Is(AzurePrincipal principal) =>
        string.Equals(principal.Id, _request.Principal, StringComparison.OrdinalIgnoreCase) ? Truth.Yes
        : principal.MayBeGroup ? _membership.In(principal.Id)
        : Truth.No;

    private (Truth, List<CloudReason>) Grants()
    {
        var (result, reasons) = (Truth.No, new List<CloudReason>());
        foreach (var (_, assignments) in _world.ByPrincipal)
        {
            var whom = Is(assignments[0].Principal);
            foreach (var assignment in assignments)
            {
                // One id is one object: where one assignment tells no type, another's is taken.
                var his = whom == Truth.Unknown ? Is(assignment.Principal) : whom;
                if (his == Truth.No || !(_lineage.Reaches(assignment.Scope, _request.Resource) is var reach && reach != Truth.No))
                {
                    continue;
                }

                var (grants, statement) = Grants(assignment, his, reach);
                if (grants == Truth.Yes && !assignment.IsEligible)
                {
                    return (Truth.Yes, [new("roleAssignment", assignment.Name, statement, "Allow", Words(assignment, "grants"))]);
                }

                if (grants == Truth.Unknown && !assignment.IsEligible)
                {
                    result = Truth.Unknown;
                    Add(reasons, new("roleAssignment", assignment.Name, statement, "Allow", Words(assignment, "may grant")));
                }
                else if (grants != Truth.No)
                {
                    Add(_eligible, new("eligibleAssignment", assignment.Name, statement, "Allow", Words(assignment, grants == Truth.Yes ? "is only eligible: after activation it grants" : "is only eligible: after activation it may grant")));
                }
            }
        }

        return (result, reasons);
    }

    /// <summary>What one assignment that reaches the caller and the resource grants; why not goes to what came near.</summary>
    private (Truth, string?) Grants(AzureAssignment assignment, Truth whom, Truth reach)
    {
        var active = Active(assignment);
        if (active == Truth.No)
        {
            Near(assignment, "is not valid at the time of the request");
            return (Truth.No, null);
        }

        // What is open of an eligible assignment does not bear on the answer, so it is not named as missing.
        var notes = assignment.IsEligible ? new EvaluationNotes() : _notes;
        var (named, statement) = Names(assignment, notes);
        if (named == Truth.No)
        {
            return (Truth.No, statement);
        }

        var holds = new ConditionEvaluator(_request.Action, _request.Attributes, _limits, notes).Evaluate(assignment.Condition, assignment.Name);
        if (holds == Truth.No)
        {
            Near(assignment, "has a condition that does not hold for");
            return (Truth.No, null);
        }

        if (whom == Truth.Unknown)
        {
            notes.AddMissingKey(MembersOf(assignment.Principal));
        }

        if (reach == Truth.Unknown)
        {
            notes.AddMissingKey(_lineage.Open!);
        }

        if (active == Truth.Unknown)
        {
            notes.AddMissingKey(Now.ToString());
        }

        if (assignment.Contradiction is { } contradiction)
        {
            notes.AddError($"{assignment.Name}: {contradiction}");
            holds = Truth.Unknown;
        }

        return (named.And(holds).And(whom).And(reach).And(active), statement);
    }

    private (Truth, string?) Names(AzureAssignment assignment, EvaluationNotes notes)
    {
        if (assignment.Role is not { } role)
        {
            notes.AddMissingKey($"role definition {assignment.RoleReference}");
            return (Truth.Unknown, null);
        }

        var (result, statement, leftOut) = (Truth.No, (string?)null, (string?)null);
        for (var i = 0; i < role.Permissions.Length && result != Truth.Yes; i++)
        {
            var (named, without) = role.Permissions[i].Match(_request);
            if (named is not null && without is null)
            {
                var holds = new ConditionEvaluator(_request.Action, _request.Attributes, _limits, notes).Evaluate(role.Permissions[i].Condition, role.Name);
                statement = holds >= result ? $"{role.Name} #{i + 1} {named}" : statement;
                result = result.Or(holds);
            }

            leftOut ??= without;
        }

        if (result == Truth.No)
        {
            Near(assignment, leftOut is null ? "does not name" : $"leaves out by `{leftOut}`");
        }

        return (result, statement);
    }

    private Truth Holds(AzureCondition? condition, string owner) =>
        new ConditionEvaluator(_request.Action, _request.Attributes, _limits, _notes).Evaluate(condition, owner);

    private Truth Active(AzureAssignment assignment)
    {
        if (assignment.Start is null && assignment.End is null)
        {
            return Truth.Yes;
        }

        var now = _request.Attributes.Find(Now);
        return now.Values is [var text] && ConditionValues.TryTime(text, out var time)
            ? (!(time < assignment.Start) && !(time >= assignment.End)).ToTruth()
            : Truth.Unknown;
    }

    private void Near(AzureAssignment assignment, string how) =>
        Add(_near, new(assignment.IsEligible ? "eligibleAssignment" : "roleAssignment", assignment.Name, assignment.Role?.Name ?? assignment.RoleReference, null, Words(assignment, how)));

    private void Add(List<CloudReason> reasons, CloudReason reason)
    {
        if (reasons.Count < _limits.ReasonsMax)
        {
            reasons.Add(reason);
        }
    }

    private string Words(AzureAssignment assignment, string how) =>
        $"{assignment.Role?.Name ?? assignment.RoleReference} at {assignment.Scope} {how} `{_request.Action}`"
        + (string.Equals(assignment.Principal.Id, _request.Principal, StringComparison.OrdinalIgnoreCase) ? "" : $", through group {assignment.Principal.Id}");

    private static string MembersOf(AzurePrincipal principal) => $"members of group {principal.Id}";

    private CloudDecision Answer(AccessOutcome outcome, List<CloudReason> reasons) => new()
    {
        Outcome = outcome,
        Reasons = [.. reasons],
        Missing = outcome == AccessOutcome.Undetermined ? [.. _notes.MissingKeys, .. _notes.OpenConditions] : [],
        Errors = _notes.Errors,
    };
}
