using OrleansTwin.Access.Conditions;

namespace OrleansTwin.Access.Decisions;

/// <summary>
/// The context keys that AWS fills in from the caller and the resource for every request
/// (AWS: "AWS global condition context keys").
/// </summary>
public static class PrincipalContext
{
    public static IEnumerable<KeyValuePair<string, ContextValue>> Derive(RequestPrincipal principal, string? resourceAccount)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var values = new List<KeyValuePair<string, ContextValue>>();
        void Add(string key, string? value)
        {
            if (value is not null)
            {
                values.Add(KeyValuePair.Create(key, ContextValue.Of(value)));
            }
        }

        Add("aws:ResourceAccount", resourceAccount);
        Add("aws:PrincipalIsAWSService", principal.Kind == RequestPrincipalKind.Service ? "true" : "false");
        if (!principal.IsAccountMember)
        {
            Add("aws:PrincipalType", principal.Kind == RequestPrincipalKind.Anonymous ? "Anonymous" : null);
            // AWS: "Anonymous requests return anonymous".
            Add("aws:PrincipalAccount", principal.Kind == RequestPrincipalKind.Anonymous ? "anonymous" : null);
            return values;
        }

        Add("aws:PrincipalAccount", principal.Account);
        Add("aws:PrincipalArn", ArnOf(principal));
        Add("aws:PrincipalType", principal.Kind switch
        {
            RequestPrincipalKind.Root => "Account",
            RequestPrincipalKind.User => "User",
            RequestPrincipalKind.FederatedUser => "FederatedUser",
            RequestPrincipalKind.Role or RequestPrincipalKind.RoleSession => "AssumedRole",
            _ => null,
        });
        Add("aws:username", principal.Kind == RequestPrincipalKind.User ? principal.Name : null);
        return values;
    }

    /// <summary>For a role session this is the role's ARN; its path is lost in the session's ARN.</summary>
    private static string ArnOf(RequestPrincipal principal) => principal.Kind == RequestPrincipalKind.RoleSession
        ? principal.RoleArn ?? $"arn:{principal.Partition}:iam::{principal.Account}:role/{principal.Name}"
        : principal.Id;
}
