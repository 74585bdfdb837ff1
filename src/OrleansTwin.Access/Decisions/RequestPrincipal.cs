using System.Diagnostics.CodeAnalysis;

namespace OrleansTwin.Access.Decisions;

/// <summary>
/// The caller of a request. <paramref name="Id"/> is its ARN, service name, provider or canonical id;
/// <paramref name="Name"/> the user or role name without path; <paramref name="Session"/> the session name of a role session.
/// </summary>
public sealed record RequestPrincipal(RequestPrincipalKind Kind, string Id, string? Account, string? Name, string? Session)
{
    private const string ServiceLinkedPath = ":role/aws-service-role/";

    public static RequestPrincipal Anonymous { get; } = new(RequestPrincipalKind.Anonymous, "*", null, null, null);

    /// <summary>Role ARN with its path, where it is known apart from the session ARN (which carries no path).</summary>
    public string? RoleArn { get; init; }

    public bool IsAccountMember => Kind is RequestPrincipalKind.Root or RequestPrincipalKind.User or RequestPrincipalKind.Role
        or RequestPrincipalKind.RoleSession or RequestPrincipalKind.FederatedUser;

    public bool IsRoleKind => Kind is RequestPrincipalKind.Role or RequestPrincipalKind.RoleSession;

    /// <summary>Service-linked roles are outside of service and resource control policies.</summary>
    public bool IsServiceLinked =>
        (RoleArn ?? Id).Contains(ServiceLinkedPath, StringComparison.Ordinal)
        || (IsRoleKind && Name is not null && Name.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal));

    /// <summary>Partition of the ARN; <c>aws</c> where the id is none.</summary>
    public string Partition => Id.StartsWith("arn:", StringComparison.Ordinal) ? Id.Split(':')[1] : "aws";

    /// <summary>Reads an ARN, a bare account id, a service name, or <c>*</c> and <c>anonymous</c> for no credentials.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RequestPrincipal? principal)
    {
        ArgumentNullException.ThrowIfNull(text);
        principal = null;
        if (text is "*" or "anonymous" or "Anonymous")
        {
            principal = Anonymous;
            return true;
        }

        if (text.StartsWith("arn:", StringComparison.Ordinal))
        {
            principal = ParseArn(text);
            return principal is not null;
        }

        if (IsAccountId(text))
        {
            principal = new RequestPrincipal(RequestPrincipalKind.Root, $"arn:aws:iam::{text}:root", text, "root", null);
            return true;
        }

        if (text.EndsWith(".amazonaws.com", StringComparison.Ordinal) || text.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)
            || text.EndsWith(".amazon.com", StringComparison.Ordinal) || text.EndsWith(".aws.internal", StringComparison.Ordinal))
        {
            principal = new RequestPrincipal(RequestPrincipalKind.Service, text, null, null, null);
            return true;
        }

        if (text.Contains('.', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal))
        {
            principal = new RequestPrincipal(RequestPrincipalKind.Federated, text, null, null, null);
            return true;
        }

        return false;
    }

    public static bool IsAccountId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 12 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static RequestPrincipal? ParseArn(string arn)
    {
        var parts = arn.Split(':', 6);
        if (parts.Length < 6)
        {
            return null;
        }

        var (service, account, resource) = (parts[2], parts[4], parts[5]);
        var segments = resource.Split('/');
        return (service, segments[0]) switch
        {
            ("iam", "root") => new RequestPrincipal(RequestPrincipalKind.Root, arn, account, "root", null),
            ("iam", "user") when segments.Length > 1 => new RequestPrincipal(RequestPrincipalKind.User, arn, account, segments[^1], null),
            ("iam", "role") when segments.Length > 1 =>
                new RequestPrincipal(RequestPrincipalKind.Role, arn, account, segments[^1], null) { RoleArn = arn },
            ("iam", "oidc-provider" or "saml-provider") => new RequestPrincipal(RequestPrincipalKind.Federated, arn, account, null, null),
            ("sts", "assumed-role") when segments.Length > 2 =>
                new RequestPrincipal(RequestPrincipalKind.RoleSession, arn, account, segments[1], segments[2]),
            ("sts", "federated-user") when segments.Length > 1 =>
                new RequestPrincipal(RequestPrincipalKind.FederatedUser, arn, account, segments[1], null),
            _ => null,
        };
    }
}
