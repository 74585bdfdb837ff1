using System.Globalization;
using OrleansTwin.Access.Assets;
using OrleansTwin.Access.Decisions;
using OrleansTwin.Access.Escalation;
using OrleansTwin.Access.Graph;
using OrleansTwin.Access.Impacts.Abilities;
using OrleansTwin.Incidents.Text;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Ids;
using OrleansTwin.Model.Values;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Incidents.Report;

/// <summary>
/// Administrators of each account as of a position: the root user where it was seen, users and roles whose policies allow everything,
/// and those that can become one (<see cref="EscalationFinder"/>). An identity with a policy nobody saw is never called none: it stands
/// as unless-denied where its known policies allow everything, else as not known.
/// </summary>
public static class AdministratorStage
{
    /// <summary>Users and roles of one account that are looked at; an account with more is not worked out and says so.</summary>
    public const int IdentitiesMax = 5_000;

    private const int EvidenceMax = 20;

    /// <param name="accounts">Accounts whose logs were read.</param>
    /// <param name="seenActing">Identities with calls of their own.</param>
    public static AdministratorAnswer Of(IEnumerable<string> accounts, EstateAsOf estate, IReadOnlySet<EntityId> seenActing, Func<EntityId, string> label)
    {
        var (lines, open, missing) = (new List<AdministratorLine>(), new List<(EntityId Id, string Why)>(), new List<ReportLine>());
        var (asked, cleared) = (0, 0);
        foreach (var account in accounts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            lines.AddRange(seenActing.Where(id => id.AccountOf() == account && Arn.TryParse(id.Value, out var arn) && arn is { Service: "iam", Resource: "root" })
                .Select(static id => new AdministratorLine(id, AdministratorStanding.Direct, "the root user of an account may do everything in it (seen acting in the period)", [id.Value])));
            var snapshot = EstateSnapshotStage.Of(account, estate);
            var count = snapshot.Users.Length + snapshot.Roles.Length;
            if (count > IdentitiesMax)
            {
                missing.Add(new(string.Create(CultureInfo.InvariantCulture, $"who administers account {account}: {count} identities are more than the {IdentitiesMax} that are looked at"), [EntityId.Account(account).Value]));
                continue;
            }

            asked += count;
            var access = new AccountAccess(snapshot, ManagedPolicyCatalogue.Bundled);
            foreach (var report in new EscalationFinder(access).FindAll())
            {
                var identity = access.Find(report.Principal)!;
                if (LineOf(report, identity, snapshot, estate, label) is { } line)
                {
                    lines.Add(line);
                }
                else if (report.Admin == AdminStanding.Unknown)
                {
                    open.Add((new(report.Principal), Why(report, identity)));
                }
                else
                {
                    cleared++;
                }
            }
        }

        return new(lines.OrderBy(static line => line.Standing).ThenBy(static line => line.Id).ToValueArray(), missing.Concat(Gathered(open, label)).ToValueArray(), asked, cleared);
    }

    private static AdministratorLine? LineOf(EscalationReport report, Identity identity, AccountSnapshot snapshot, EstateAsOf estate, Func<EntityId, string> label)
    {
        var id = new EntityId(report.Principal);
        if (report.Admin == AdminStanding.Direct)
        {
            var sure = AdminProbe.Standing(identity, snapshot) == AccessCertainty.Always ? "allow everything" : "allow everything under conditions";
            return new(id, AdministratorStanding.Direct, $"its policies ({Granting(identity, snapshot)}) {sure}", Evidence(id, estate));
        }

        if (report.Admin == AdminStanding.ViaEscalation)
        {
            var path = report.Paths[0];
            var steps = string.Join(", then ", path.Steps.Select(step => $"{step.Action} on {Short(step.Target, label)}"));
            var conditions = path.Conditions.IsEmpty ? string.Empty : $", if {string.Join(" and ", path.Conditions)}";
            return new(id, AdministratorStanding.ByEscalation, $"{steps} ({path.Method}){conditions}", Evidence(id, estate));
        }

        var known = identity with { Policies = identity.Policies with { Identity = identity.Policies.Identity with { Unseen = [] } } };
        return report.Admin == AdminStanding.Unknown && AdminProbe.Standing(known, snapshot) >= AccessCertainty.Conditional
            ? new(id, AdministratorStanding.DirectUnlessDenied, $"its known policies ({Granting(known, snapshot)}) allow everything; not seen, and could deny: {NameList.OfTexts(identity.Policies.Identity.Unseen)}", Evidence(id, estate))
            : null;
    }

    /// <summary>The policies that allow everything each by itself, else all that take part.</summary>
    private static string Granting(Identity identity, AccountSnapshot snapshot)
    {
        var policies = identity.Policies.Identity.Policies;
        var alone = policies.Where(policy => AdminProbe.Standing(identity with { Policies = identity.Policies with { Identity = LayerPolicies.Of(policy) } }, snapshot) >= AccessCertainty.Conditional).ToList();
        return NameList.OfTexts((alone.Count > 0 ? alone : [.. policies]).Select(static policy => policy.Name).Distinct(StringComparer.Ordinal));
    }

    private static string Why(EscalationReport report, Identity identity)
    {
        if (!identity.Policies.Identity.Unseen.IsEmpty)
        {
            // The name of the identity in it would keep equal reasons apart.
            var own = identity.Principal.Name ?? string.Empty;
            return NameList.OfTexts(identity.Policies.Identity.Unseen.Select(unseen => own.Length == 0 ? unseen : unseen.Replace($" of {own}", string.Empty, StringComparison.Ordinal)));
        }

        return report.Paths.IsEmpty || report.Paths[0].Conditions.IsEmpty ? "something that decides was not seen" : NameList.OfTexts(report.Paths[0].Conditions);
    }

    private static IEnumerable<ReportLine> Gathered(List<(EntityId Id, string Why)> open, Func<EntityId, string> label) =>
        open.GroupBy(static one => one.Why, StringComparer.Ordinal).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var ids = group.Select(static one => one.Id).Order().ToList();
                return new ReportLine($"whether {NameList.Of(ids, label)} can administer; not seen: {group.Key}", ids.Take(EvidenceMax).Select(static id => id.Value).ToValueArray());
            });

    /// <summary>The identity, and the events that gave it its policies and groups.</summary>
    private static ValueArray<string> Evidence(EntityId id, EstateAsOf estate)
    {
        var view = estate.View(id);
        var events = view.Relations.Where(static relation => relation.Kind is RelationKind.HasPolicy or RelationKind.MemberOf && relation.Basis == KnowledgeBasis.Write)
            .Select(static relation => relation.At.EventId)
            .Concat(view.Attribute("inlinePolicies") is { Basis: KnowledgeBasis.Write } inline ? [inline.At.EventId] : []);
        return events.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(EvidenceMax).Prepend(id.Value).ToValueArray();
    }

    private static string Short(string target, Func<EntityId, string> label) => target.StartsWith("arn:", StringComparison.Ordinal) && !target.Contains('*', StringComparison.Ordinal) ? label(new(target)) : HostileText.Plain(target);
}
