using OrleansTwin.Access.Impacts;
using OrleansTwin.Access.Trusts;

namespace OrleansTwin.Incidents.Report;

/// <summary>An outside trust in words: whom, by what, and what it asks for.</summary>
internal static class TrustWords
{
    private const int AccountLength = 12;
    private const int AccountPart = 4;

    /// <summary>How a policy names a whole account.</summary>
    private const string Root = ":root";

    public static string Of(OutsideTrust trust)
    {
        var asks = trust.Condition switch { null => "it asks for nothing more", "" => "what else it asks for is not known", var condition => $"it asks for {condition}" };
        return $"{Who(trust.Trusted)}, by {trust.By}; {asks}";
    }

    private static string Who(string trusted) =>
        trusted == EntityNames.Anyone ? "anyone"
        : trusted.Contains(":saml-provider/", StringComparison.Ordinal) || trusted.Contains(":oidc-provider/", StringComparison.Ordinal) || trusted.Contains('.', StringComparison.Ordinal) ? $"whom the identity provider {trusted} vouches for"
        : trusted.Length == AccountLength ? $"account {trusted}"
        : trusted.EndsWith(Root, StringComparison.Ordinal) ? $"account {trusted.Split(':')[AccountPart]}"
        : trusted;
}
