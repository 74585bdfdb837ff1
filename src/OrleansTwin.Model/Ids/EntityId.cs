using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;

namespace OrleansTwin.Model.Ids;

/// <summary>
/// The native id of an entity: an ARN, an Azure resource id in lower case, a GCP full name, or for what has none
/// one of <c>aws:access-key:AKIA…</c>, <c>aws:account:123456789012</c>, <c>aws:service:ec2.amazonaws.com</c>, <c>ip:203.0.113.7</c>.
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

    /// <summary>The id of nothing: an entity that was named nowhere.</summary>
    public static EntityId None => new(string.Empty);

    public bool IsNone => string.IsNullOrEmpty(Value);

    public static EntityId AccessKey(string keyId) => new(AccessKeyPrefix + keyId);

    public static EntityId Account(string account) => new(AccountPrefix + account);

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
            if (Value.StartsWith(AccessKeyPrefix, StringComparison.Ordinal))
            {
                return EntityKind.Credential;
            }

            if (Value.StartsWith(AddressPrefix, StringComparison.Ordinal))
            {
                return EntityKind.Address;
            }

            if (Value.StartsWith(AccountPrefix, StringComparison.Ordinal))
            {
                return EntityKind.Account;
            }

            return Value.StartsWith(ServicePrefix, StringComparison.Ordinal) || IsPrincipalArn() ? EntityKind.Identity : EntityKind.Resource;
        }
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
