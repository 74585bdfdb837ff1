using System.Text;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>A fact about the policies in a request, statement by statement: what flat fields cannot say of one statement.</summary>
internal sealed class PolicyField(SigmaFieldTable fields, Func<PolicyFacts, List<string>> factOf) : DerivedField
{
    private static readonly string[] Documents =
    [
        "policyDocument", "assumeRolePolicyDocument", "bucketPolicy", "policy", "resourcePolicy", "policyText", "keyPolicy", "attributeValue",
        "attributes.Policy", "accessPolicies",
    ];

    private readonly AccountOwners _owners = new(fields);
    private readonly int[] _slots = [.. Documents.Select(name => fields.SlotOf("requestParameters." + name))];

    public override void Derive(SigmaEvent record, int slot)
    {
        var facts = new PolicyFacts();
        foreach (var text in _slots.SelectMany(record.Texts))
        {
            facts.Add(text, account => _owners.IsForeign(record, account));
        }

        foreach (var fact in factOf(facts).Distinct(StringComparer.Ordinal))
        {
            record.AddDerived(slot, Encoding.UTF8.GetBytes(fact));
        }
    }
}
