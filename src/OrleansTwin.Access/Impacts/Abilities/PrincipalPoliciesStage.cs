using System.Globalization;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Impacts.Abilities;

/// <summary>
/// Gathers a principal's policies: inline, attached, through groups, boundary. A document that is not in the log, an attached
/// policy nobody described, and a principal whose creation was not seen stand as unseen grants.
/// </summary>
internal static class PrincipalPoliciesStage
{
    private const string Inline = "inlinePolicies";
    private const string Document = "document";

    public static PrincipalPolicies Of(EntityId principal, EstateAsOf estate, IPolicyJudge judge)
    {
        var view = estate.View(principal);
        var gathered = new Gathered();
        if (view.Life != EntityLife.Deleted)
        {
            Past(principal, view, estate, gathered);
            Own(principal, view, estate, judge, gathered);
            foreach (var group in view.RelationsOf(RelationKind.MemberOf).Select(static r => r.To).Order())
            {
                Past(group, estate.View(group), estate, gathered);
                Own(group, estate.View(group), estate, judge, gathered);
            }

            foreach (var boundary in view.RelationsOf(RelationKind.BoundedBy).Select(static r => r.To).Order())
            {
                if (DocumentOf(boundary, estate, judge) is { } text)
                {
                    gathered.Boundaries.Add(new(EntityNames.Of(boundary, estate), text));
                }
                else
                {
                    gathered.Unseen.Add(new(boundary.Value, $"the boundary {EntityNames.Of(boundary, estate)} was never seen", Grants: false));
                }
            }
        }

        var account = principal.AccountOf() is { Length: > 0 } named ? named : view.Account ?? string.Empty;
        return new(principal, account, gathered.Identity, gathered.Boundaries, gathered.Unseen, view.Life != EntityLife.Deleted && view.LastAt is not null, Print(principal, account, gathered));
    }

    private static void Past(EntityId id, ConfigView view, EstateAsOf estate, Gathered gathered)
    {
        if (view.CreatedAt is null && !view.WholeBySnapshot)
        {
            var name = EntityNames.Of(id, estate);
            gathered.Unseen.Add(new(id.Value, $"which policies {name} had before it was first seen is not known", Grants: true));
        }
    }

    private static void Own(EntityId id, ConfigView view, EstateAsOf estate, IPolicyJudge judge, Gathered gathered)
    {
        if (view.Attribute(Inline) is { } inline)
        {
            if (Hidden.Is(inline, id, estate))
            {
                gathered.Unseen.Add(new(id.Value, $"the inline policies of {EntityNames.Of(id, estate)} are not in the log", Grants: true));
            }

            foreach (var (name, value) in inline.Elements)
            {
                if (JsonText.Document(value) is { } text)
                {
                    gathered.Identity.Add(new($"inline policy {name} of {EntityNames.Of(id, estate)}", text));
                }
                else
                {
                    gathered.Unseen.Add(new($"{id.Value}#{name}", $"the inline policy {name} of {EntityNames.Of(id, estate)} is not in the log", Grants: true));
                }
            }
        }

        foreach (var policy in view.RelationsOf(RelationKind.HasPolicy).Select(static r => r.To).Order())
        {
            if (DocumentOf(policy, estate, judge) is { } text)
            {
                gathered.Identity.Add(new(EntityNames.Of(policy, estate), text));
            }
            else
            {
                gathered.Unseen.Add(new(policy.Value, $"the statements of {EntityNames.Of(policy, estate)} were never seen", Grants: true));
            }
        }
    }

    private static string? DocumentOf(EntityId policy, EstateAsOf estate, IPolicyJudge judge)
    {
        var view = estate.View(policy);
        return (view.Attribute(Document) is { Known: true, Value: { } value } ? JsonText.Document(value) : null) ?? judge.PublishedDocument(policy);
    }

    private static string Print(EntityId principal, string account, Gathered gathered)
    {
        var parts = new List<string> { principal.Value, account };
        foreach (var policy in gathered.Identity)
        {
            parts.Add("i");
            parts.Add(policy.Name);
            parts.Add(policy.Json);
        }

        foreach (var policy in gathered.Boundaries)
        {
            parts.Add("b");
            parts.Add(policy.Name);
            parts.Add(policy.Json);
        }

        parts.AddRange(gathered.Unseen.Select(static unseen => unseen.What));
        return StableHash.Fingerprint([.. parts]).ToString("x16", CultureInfo.InvariantCulture);
    }

    private sealed class Gathered
    {
        public List<PolicyText> Identity { get; } = [];

        public List<PolicyText> Boundaries { get; } = [];

        public List<UnseenGrant> Unseen { get; } = [];
    }
}
