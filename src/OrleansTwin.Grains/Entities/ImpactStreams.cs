using OrleansTwin.Model.Ids;

namespace OrleansTwin.Grains.Entities;

/// <summary>Names of the impact streams: one namespace a kind of entity, the stream's key is the grain's.</summary>
public static class ImpactStreams
{
    public const string Provider = "impacts";
    public const string ResourceImpacts = "resource-impacts";
    public const string IdentityImpacts = "identity-impacts";
    public const string CredentialImpacts = "credential-impacts";
    public const string AddressImpacts = "address-impacts";

    public static string NamespaceOf(EntityKind kind) => kind switch
    {
        EntityKind.Identity => IdentityImpacts,
        EntityKind.Credential => CredentialImpacts,
        EntityKind.Address => AddressImpacts,
        EntityKind.Resource or EntityKind.Account => ResourceImpacts,
        _ => ResourceImpacts,
    };
}
