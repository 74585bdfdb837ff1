using OrleansTwin.Access.Impacts.Rules;
using OrleansTwin.Access.Policies;
using OrleansTwin.Model.Ids;
using OrleansTwin.Twin.Estates;

namespace OrleansTwin.Access.Trusts;

/// <summary>Questions to the trust policy of a role.</summary>
public static class TrustPolicies
{
    private const string Attribute = "trustPolicy";
    private const string ExternalId = "sts:ExternalId";

    /// <summary>Whether an allowing statement asks for an external id; null where the policy is not known or cannot be read.</summary>
    public static bool? AsksExternalId(EntityId role, EstateAsOf estate) =>
        estate.View(role).Attribute(Attribute) is { Known: true, Value: { } value } && PolicyShape.Document(value) is { } text && PolicyReader.Read(text).Document is { } document
            ? document.Statements.Any(static statement => statement.Effect == PolicyEffect.Allow && statement.Conditions.Any(static condition => condition.Key.Equals(ExternalId, StringComparison.OrdinalIgnoreCase)))
            : null;
}
