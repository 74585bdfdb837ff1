using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;

namespace OrleansTwin.Model.Ids;

/// <summary>
/// The native id of an entity: an ARN, an Azure resource id in lower case, a GCP full name, or for what has none
/// one of <c>aws:access-key:AKIA…</c>, <c>aws:account:123456789012</c>, <c>aws:service:ec2.amazonaws.com</c>, <c>ip:203.0.113.7</c>, or
/// <c>vendor:kind:name</c> (<c>entra:user:…</c>, <c>gcp:user:…</c>, <c>okta:user:…</c>); the kinds of people and workloads are identities.
/// Ordered by ordinal.
/// </summary>
[GenerateSerializer, Immutable, Alias("ot.eid")]
[JsonConverter(typeof(EntityIdJsonConverter))]
public readonly record struct EntityId([property: Id(0)] string Value) : IComparable<EntityId>
{
    public const string AccessKeyPrefix = "aws:access-key:";
    public const string AccountPrefix = "aws:account:";
    public const string ServicePrefix = "aws:service:";
    public const string AddressPrefix = "ip:";
    public const string TenantPrefix = "entra:tenant:";
    public const string SubscriptionPrefix = "/subscriptions/";
    public const string ProjectPrefix = "//cloudresourcemanager.googleapis.com/projects/";

    private const string ServiceAccountsOf = "//iam.googleapis.com/";
    private const string ManagedIdentities = "/providers/microsoft.managedidentity/userassignedidentities/";

    // Second word of `vendor:kind:name` ids.
    private static readonly string[] IdentityWords = ["user", "serviceaccount", "serviceprincipal", "principal", "app", "bot", "system"];
    private static readonly string[] AccountWords = ["tenant", "account", "organization"];

    /// <summary>The id of nothing: an entity that was named nowhere.</summary>
    public static EntityId None => new(string.Empty);

    public bool IsNone => string.IsNullOrEmpty(Value);

    public static EntityId AccessKey(string keyId) => new(AccessKeyPrefix + keyId);

    public static EntityId Account(string account) => new(AccountPrefix + account);

    /// <summary>The entity of an account of any cloud: AWS account, Azure subscription (else the tenant), Google project, a vendor's organisation.</summary>
    public static EntityId Account(Cloud cloud, string account) => cloud switch
    {
        Cloud.Aws => Account(account),
        Cloud.Azure => new(SubscriptionPrefix + account),
        Cloud.Gcp => new(ProjectPrefix + account),
        Cloud.Microsoft365 => new(TenantPrefix + account),
        Cloud.None or Cloud.Kubernetes => new("other:account:" + account),
        _ => new("other:account:" + account),
    };

    public static EntityId Service(string service) => new(ServicePrefix + service);

    public static EntityId Address(string address) => new(AddressPrefix + address);

    /// <summary>
    /// The kind of the entity, from its id alone, so that one id has one grain whatever event spoke of it first.
    /// Users, roles, roots, federated users and services are identities; groups and policies are resources.
    /// </summary>
    public EntityKind Kind
    {
        get
        {
            if (Value.StartsWith(AccessKeyPrefix, StringComparison.Ordinal) || IsServiceAccountKey())
            {
                return EntityKind.Credential;
            }

            if (Value.StartsWith(AddressPrefix, StringComparison.Ordinal))
            {
                return EntityKind.Address;
            }

            if (IsAccount())
            {
                return EntityKind.Account;
            }

            return IsOtherPrincipal() || Value.StartsWith(ServicePrefix, StringComparison.Ordinal) || IsPrincipalArn() ? EntityKind.Identity : EntityKind.Resource;
        }
    }

    /// <summary>The cloud the id is of, by its form.</summary>
    public Cloud Cloud =>
        Value.StartsWith("arn:", StringComparison.Ordinal) || Value.StartsWith("aws:", StringComparison.Ordinal) ? Cloud.Aws
        : Value.StartsWith("//", StringComparison.Ordinal) || Value.StartsWith("gcp:", StringComparison.Ordinal) ? Cloud.Gcp
        : Value.StartsWith('/') || Value.StartsWith("entra:", StringComparison.Ordinal) ? Cloud.Azure
        : Value.StartsWith("m365:", StringComparison.Ordinal) ? Cloud.Microsoft365
        : Value.StartsWith("k8s:", StringComparison.Ordinal) ? Cloud.Kubernetes
        : Cloud.None;

    private bool IsServiceAccountKey()
    {
        var at = Value.StartsWith(ServiceAccountsOf, StringComparison.Ordinal) ? Value.IndexOf("/keys/", StringComparison.Ordinal) : -1;
        return at >= 0 && !Value.AsSpan(at + "/keys/".Length).Contains('/');
    }

    private bool IsAccount() =>
        Value.StartsWith(AccountPrefix, StringComparison.Ordinal)
        || IsLast(SubscriptionPrefix) || IsLast(ProjectPrefix) || HasSecondWord(AccountWords);

    private bool IsLast(string prefix) =>
        Value.Length > prefix.Length && Value.StartsWith(prefix, StringComparison.Ordinal) && !Value.AsSpan(prefix.Length).Contains('/');

    private bool IsOtherPrincipal()
    {
        if (Value.StartsWith(ServiceAccountsOf, StringComparison.Ordinal))
        {
            var at = Value.IndexOf("/serviceAccounts/", StringComparison.Ordinal);
            return at >= 0 && !Value.AsSpan(at + "/serviceAccounts/".Length).Contains('/');
        }

        if (Value.StartsWith('/'))
        {
            var at = Value.IndexOf(ManagedIdentities, StringComparison.Ordinal);
            return at >= 0 && !Value.AsSpan(at + ManagedIdentities.Length).Contains('/');
        }

        return HasSecondWord(IdentityWords);
    }

    // `aws:` and `arn:` ids have rules of their own.
    private bool HasSecondWord(string[] words)
    {
        var first = Value.IndexOf(':', StringComparison.Ordinal);
        if (first <= 0 || Value[0] == '/' || Value.StartsWith("arn:", StringComparison.Ordinal) || Value.StartsWith("aws:", StringComparison.Ordinal))
        {
            return false;
        }

        var rest = Value.AsSpan(first + 1);
        var second = rest.IndexOf(':');
        if (second <= 0)
        {
            return false;
        }

        foreach (var word in words)
        {
            if (rest[..second].SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPrincipalArn() =>
        Arn.TryParse(Value, out var arn) && arn.Service switch
        {
            "iam" => arn.Resource == "root" || arn.ResourceType is "user" or "role",
            "sts" => arn.ResourceType is "assumed-role" or "federated-user",
            "identitystore" => arn.ResourceType is "user",
            _ => false,
        };

    /// <summary>The account the id names, or empty where it names none (S3 buckets, addresses, keys).</summary>
    public string AccountOf()
    {
        if (Value.StartsWith(AccountPrefix, StringComparison.Ordinal))
        {
            return Value[AccountPrefix.Length..];
        }

        if (Arn.TryParse(Value, out var arn))
        {
            return arn.Account;
        }

        if (AzureResourceId.TryParse(Value, out var azure))
        {
            return azure.Subscription;
        }

        return GcpResourceName.TryParse(Value, out var gcp) ? gcp.Project : string.Empty;
    }

    public int CompareTo(EntityId other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(EntityId left, EntityId right) => left.CompareTo(right) < 0;

    public static bool operator >(EntityId left, EntityId right) => left.CompareTo(right) > 0;

    public static bool operator <=(EntityId left, EntityId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EntityId left, EntityId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value ?? string.Empty;

    private sealed class EntityIdJsonConverter : JsonConverter<EntityId>
    {
        public override EntityId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? string.Empty);

        public override void Write(Utf8JsonWriter writer, EntityId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override EntityId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? string.Empty);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, EntityId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);
    }
}
