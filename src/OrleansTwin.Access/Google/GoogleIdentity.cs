using System.Collections.Immutable;

namespace OrleansTwin.Access.Google;

/// <summary>Who asks.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Id">Mail address in lower case, or the whole <c>principal://</c> name.</param>
/// <param name="Groups">Groups told with the request.</param>
/// <param name="PrincipalSets">Principal sets it is told to be in (<c>principalSet://…</c>).</param>
/// <param name="SetsAreComplete">It is in no other sets, pools' groups and attributes included.</param>
internal sealed record GoogleIdentity(GoogleIdentityKind Kind, string Id, ImmutableArray<string> Groups, ImmutableArray<string> PrincipalSets, bool SetsAreComplete)
{
    private const string Subject = "principal://goog/subject/";
    private const string Account = "principal://iam.googleapis.com/projects/-/serviceAccounts/";

    /// <summary>Reads a principal in either version of identifiers ("Principal identifiers"); null where it is none that can ask.</summary>
    public static (GoogleIdentityKind Kind, string Id)? Parse(string text) => text switch
    {
        "anonymous" => (GoogleIdentityKind.Anonymous, text),
        _ when After(text, "user:") is { } id => (GoogleIdentityKind.User, id.ToLowerInvariant()),
        _ when After(text, Subject) is { } id => (GoogleIdentityKind.User, id.ToLowerInvariant()),
        _ when After(text, "serviceAccount:") is { } id => (GoogleIdentityKind.ServiceAccount, id.ToLowerInvariant()),
        _ when After(text, Account) is { } id => (GoogleIdentityKind.ServiceAccount, id.ToLowerInvariant()),
        _ when After(text, "principal://") is not null => (GoogleIdentityKind.Federated, text),
        _ => null,
    };

    private static string? After(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length ? text[prefix.Length..] : null;
}
