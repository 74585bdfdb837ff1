using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Changes;
using OrleansTwin.Model.Entities;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;
using OrleansTwin.Twin.Views;

namespace OrleansTwin.Access.Trusts;

/// <summary>
/// Who outside of the estate is let in as of a position, as far as the twin knows: allowing statements of trust and resource policies,
/// sharings, key grants and peerings. Which attributes hold them stands in <c>impact-rules.yaml</c>. A policy nobody saw is not told here.
/// Denying statements and the outsider's own policies are not weighed: this is whom the estate names, not what they can do.
/// </summary>
public static class OutsideTrustStage
{
    private const string Peering = "AWS::EC2::VPCPeeringConnection";
    private const string PeerOwner = "peerOwner";

    /// <summary>In ordinal order of resource and trusted party.</summary>
    public static IReadOnlyList<OutsideTrust> Of(EstateAsOf estate, IReadOnlySet<string> ownAccounts)
    {
        var trusts = new List<OutsideTrust>();
        var rules = ImpactKnowledge.Default.Rules;
        foreach (var id in estate.Estate.All.Where(static id => id.Kind is EntityKind.Resource or EntityKind.Identity))
        {
            var view = estate.View(id);
            if (view.Life == EntityLife.Deleted || view.LastAt is null)
            {
                continue;
            }

            var home = view.Account ?? id.AccountOf();
            foreach (var rule in rules.Where(rule => rule.Attribute is not null && rule.Concerns(view.Type) && rule.Decide is "resourcePolicy" or "grantees"))
            {
                if (view.Attribute(rule.Attribute!) is { } attribute)
                {
                    trusts.AddRange(rule.Decide == "grantees" ? Grants(id, attribute, rule) : Policies(id, attribute, rule));
                }
            }

            trusts.AddRange(view.RelationsOf(RelationKind.SharedWith).Select(relation => new OutsideTrust(id, Party(relation.To), "a sharing", null, relation.At.EventId)));
            if (view.Type == Peering && view.Attribute(PeerOwner) is { Known: true, Value: { } owner } peer)
            {
                trusts.Add(new(id, JsonText.Plain(owner) ?? string.Empty, "a network peering", string.Empty, peer.At.EventId));
            }

            trusts.RemoveAll(trust => trust.Resource == id && !IsOutside(trust.Trusted, home, ownAccounts));
        }

        return [.. trusts.Distinct().OrderBy(static trust => trust.Resource).ThenBy(static trust => trust.Trusted, StringComparer.Ordinal).ThenBy(static trust => trust.By, StringComparer.Ordinal).ThenBy(static trust => trust.Condition, StringComparer.Ordinal)];
    }

    private static IEnumerable<OutsideTrust> Policies(EntityId id, AttributeView attribute, ImpactRule rule)
    {
        var by = rule.Attribute == "trustPolicy" ? "its trust policy" : "its resource policy";
        foreach (var value in attribute.Elements.Values.Append(attribute.Value))
        {
            if (PolicyShape.Document(value) is not { } text || PolicyReader.Read(text).Document is not { } document)
            {
                continue;
            }

            foreach (var statement in document.Statements.Where(static statement => statement is { Effect: PolicyEffect.Allow, Principal: not null }))
            {
                var condition = statement.Conditions.IsEmpty ? null : string.Join(" and ", statement.Conditions);
                foreach (var trusted in statement.Principal!.Negated ? [EntityNames.Anyone] : statement.Principal.Entries.Select(Party).OfType<string>())
                {
                    yield return new(id, trusted, by, condition, attribute.At.EventId);
                }
            }
        }
    }

    private static IEnumerable<OutsideTrust> Grants(EntityId id, AttributeView attribute, ImpactRule rule) =>
        attribute.Elements.Values.SelectMany(value => JsonText.Scalars(value, rule.Member)).Select(static value => JsonText.Plain(value) ?? string.Empty)
            .Select(who => new OutsideTrust(id, who, "a grant of the key", string.Empty, attribute.At.EventId));

    // Services of the provider are no outsiders. Who a canonical or unique id is, the policy does not say.
    private static string? Party(PrincipalEntry entry) => entry.Kind switch
    {
        PrincipalEntryKind.Everyone => EntityNames.Anyone,
        PrincipalEntryKind.Aws => entry.Value,
        PrincipalEntryKind.Federated => entry.Value,
        PrincipalEntryKind.Service or PrincipalEntryKind.CanonicalUser => null,
        _ => null,
    };

    private static string Party(EntityId id) =>
        EntityNames.IsAnyone(id) ? EntityNames.Anyone
        : id.Value.StartsWith(EntityId.AccountPrefix, StringComparison.Ordinal) ? id.Value[EntityId.AccountPrefix.Length..]
        : id.Value;

    private static bool IsOutside(string trusted, string home, IReadOnlySet<string> own)
    {
        if (trusted == EntityNames.Anyone || IsProvider(trusted))
        {
            return true;
        }

        var account = ResourceAdmission.AccountOf(trusted);
        return account.Length == 12 && account.All(char.IsAsciiDigit) && account != home && !own.Contains(account);
    }

    // An identity provider lives in the account, but whom it vouches for is decided outside.
    private static bool IsProvider(string trusted) =>
        trusted.Contains(":saml-provider/", StringComparison.Ordinal) || trusted.Contains(":oidc-provider/", StringComparison.Ordinal)
        || (trusted.Contains('.', StringComparison.Ordinal) && !trusted.Contains(':', StringComparison.Ordinal) && !trusted.EndsWith(".amazonaws.com", StringComparison.Ordinal));
}
