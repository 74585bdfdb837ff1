using System.Text;
using OrleansTwin.Detection.Sigma.Events;

namespace OrleansTwin.Detection.Sigma.Derived;

/// <summary>With whom a sharing call shares: images, snapshots, functions, grants. A service principal is nobody's account.</summary>
internal sealed class SharedAccountsField(SigmaFieldTable fields) : DerivedField
{
    private static readonly string[] Paths =
    [
        "requestParameters.launchPermission.add.items.userId",
        "requestParameters.launchPermission.add.items.group",
        "requestParameters.launchPermission.add.items.organizationArn",
        "requestParameters.createVolumePermission.add.items.userId",
        "requestParameters.createVolumePermission.add.items.group",
        "requestParameters.valuesToAdd",
        "requestParameters.principal",
        "requestParameters.principals",
        "requestParameters.granteePrincipal",
        "requestParameters.aWSAccountId",
        "requestParameters.targetAccountId",
    ];

    private readonly AccountOwners _owners = new(fields);
    private readonly int[] _slots = [.. Paths.Select(fields.SlotOf)];

    public override void Derive(SigmaEvent record, int slot)
    {
        var named = _slots.SelectMany(record.Texts)
            .Select(text => text is "*" or "all" ? "*" : AccountOwners.AccountOf(text))
            .OfType<string>()
            .Where(account => account == "*" || _owners.IsForeign(record, account))
            .Distinct(StringComparer.Ordinal);
        foreach (var account in named.ToList())
        {
            record.AddDerived(slot, Encoding.UTF8.GetBytes(account));
        }
    }
}
