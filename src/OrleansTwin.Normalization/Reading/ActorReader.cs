using System.Text.Json;
using OrleansTwin.Model.Events;
using OrleansTwin.Model.Ids;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// Reads <c>userIdentity</c> into an <see cref="Actor"/>. The id is the principal whose permissions were used: for a role session
/// the role. Where only the session's ARN is known, the role's path is lost and the id is <c>role/NAME</c> without one.
/// Source: "CloudTrail userIdentity element".
/// </summary>
internal static class ActorReader
{
    /// <summary>CloudTrail writes this for a mistyped login name; it is nobody's name.</summary>
    public const string HiddenName = "HIDDEN_DUE_TO_SECURITY_REASONS";

    /// <summary>The actor of a record that names none.</summary>
    public static Actor Nobody { get; } = new();

    /// <summary>Reads a valid JSON value; anything but an object is an actor not known.</summary>
    public static Actor Read(ReadOnlySpan<byte> json)
    {
        var parts = new IdentityParts();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Nobody;
        }

        parts.ReadObject(ref reader, string.Empty);
        return Build(parts);
    }

    private static Actor Build(IdentityParts parts)
    {
        var type = TypeOf(parts.Type);
        var hasArn = Arn.TryParse(parts.Arn, out var arn);
        var account = parts.Account ?? (hasArn && arn.Account.Length > 0 ? arn.Account : null);
        return new Actor
        {
            Type = type,
            Id = IdOf(type, parts, account, hasArn ? arn : default),
            Arn = parts.Arn,
            Account = account,
            Name = parts.Name == HiddenName ? null : parts.Name ?? parts.IssuerName ?? RoleOf(arn),
            Session = SessionOf(type, parts, hasArn ? arn : default) is { } session ? SecretMask.Text(session) : null,
            Issuer = parts.IssuerArn,
            Credential = parts.AccessKey,
            SourceIdentity = parts.SourceIdentity,
            Mfa = parts.Mfa,
            InvokedBy = parts.InvokedBy,
            OnBehalfOf = parts.OnBehalfOf,
            UniqueId = parts.PrincipalId,
            SessionStarted = parts.SessionStarted,
            InScopeOf = parts.InScopeOf,
            SignInSession = parts.SignInSession,
            Federation = FederationOf(parts),
            RoleDelivery = parts.RoleDelivery,
        };
    }

    private static ActorType TypeOf(string? type) => type switch
    {
        "Root" => ActorType.Root,
        "IAMUser" => ActorType.IamUser,
        "AssumedRole" => ActorType.AssumedRole,
        "Role" => ActorType.Role,
        "FederatedUser" => ActorType.FederatedUser,
        "Directory" => ActorType.Directory,
        "AWSAccount" => ActorType.AwsAccount,
        "AWSService" => ActorType.AwsService,
        "IdentityCenterUser" => ActorType.IdentityCenterUser,
        "SAMLUser" => ActorType.SamlUser,
        "WebIdentityUser" => ActorType.WebIdentityUser,
        _ => ActorType.Unknown,
    };

    private static string IdOf(ActorType type, IdentityParts parts, string? account, Arn arn)
    {
        var partition = arn.Partition ?? "aws";
        return type switch
        {
            ActorType.Root => account is null ? string.Empty : $"arn:{partition}:iam::{account}:root",
            ActorType.IamUser => UserOf(parts, account, partition),
            ActorType.AssumedRole or ActorType.Role => parts.IssuerArn ?? RoleArn(arn) ?? parts.Arn ?? string.Empty,
            ActorType.FederatedUser or ActorType.Directory => parts.Arn ?? parts.PrincipalId ?? string.Empty,
            ActorType.AwsAccount => account is null ? parts.PrincipalId ?? string.Empty : EntityId.Account(account).Value,
            ActorType.AwsService => parts.InvokedBy is { } service ? EntityId.Service(service).Value : parts.Arn ?? string.Empty,
            ActorType.IdentityCenterUser => parts.OnBehalfOf is { } user ? $"arn:{partition}:identitystore:::user/{user}" : parts.PrincipalId ?? string.Empty,
            ActorType.SamlUser or ActorType.WebIdentityUser => parts.PrincipalId ?? FederationOf(parts) ?? string.Empty,
            ActorType.Unknown => UntypedOf(parts, account, arn),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an actor type"),
        };
    }

    private static string UserOf(IdentityParts parts, string? account, string partition)
    {
        if (parts.Arn is not null)
        {
            return parts.Arn;
        }

        return parts.Name is { } name && name != HiddenName && account is not null ? $"arn:{partition}:iam::{account}:user/{name}" : string.Empty;
    }

    /// <summary>Service events carry no type: the service that acted, then what the ARN says, then the account.</summary>
    private static string UntypedOf(IdentityParts parts, string? account, Arn arn)
    {
        if (parts.Arn is not null)
        {
            return parts.IssuerArn ?? RoleArn(arn) ?? parts.Arn;
        }

        if (parts.InvokedBy is not null)
        {
            return EntityId.Service(parts.InvokedBy).Value;
        }

        // An account alone says where, not who.
        return string.Empty;
    }

    private static string? RoleArn(Arn arn)
    {
        if (arn.Service == "iam" && arn.ResourceType == "role")
        {
            return arn.Value;
        }

        return RoleOf(arn) is { } role ? $"arn:{arn.Partition}:iam::{arn.Account}:role/{role}" : null;
    }

    private static string? RoleOf(Arn arn)
    {
        if (arn.Service != "sts" || arn.ResourceType != "assumed-role")
        {
            return null;
        }

        var name = arn.ResourceName;
        var slash = name.LastIndexOf('/');
        return slash > 0 ? name[..slash] : name;
    }

    private static string? SessionOf(ActorType type, IdentityParts parts, Arn arn)
    {
        if (arn.Service == "sts" && arn.ResourceType is "assumed-role" or "federated-user")
        {
            var slash = arn.Resource.LastIndexOf('/');
            return arn.Resource[(slash + 1)..];
        }

        var colon = parts.PrincipalId?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return type is ActorType.AssumedRole or ActorType.FederatedUser && colon > 0 ? parts.PrincipalId![(colon + 1)..] : null;
    }

    private static string? FederationOf(IdentityParts parts)
    {
        var provider = parts.FederatedProvider ?? parts.IdentityProvider;
        if (provider is null)
        {
            return null;
        }

        var subject = parts.FederatedSubject ?? (parts.IdentityProvider is null || parts.Name == HiddenName ? null : parts.Name);
        return subject is null ? provider + "|" : $"{provider}|{subject}";
    }
}
