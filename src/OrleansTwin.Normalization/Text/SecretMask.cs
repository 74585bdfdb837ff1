using System.Text.RegularExpressions;

namespace OrleansTwin.Normalization.Text;

/// <summary>
/// Takes secrets out of text before it is kept. CloudTrail hides most itself; what callers put into session names and agents it does not.
/// </summary>
internal static partial class SecretMask
{
    private const string Mark = "***";
    private const int ShortestSecret = 8;
    private const int TimeoutMilliseconds = 200;

    /// <summary>Text with secret-like parts masked.</summary>
    public static string Text(string text)
    {
        if (text.Length < ShortestSecret)
        {
            return text;
        }

        try
        {
            return Assigned().Replace(Tokens().Replace(text, Mark), "$1" + Mark);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark;
        }
    }

    // JSON web tokens, private keys, session tokens, and the well-known token forms of large vendors.
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|\b(?:IQoJ|FwoG|FQoG)[A-Za-z0-9+/=]{60,}|\bgh[pousr]_[A-Za-z0-9]{30,}|\bxox[abprs]-[A-Za-z0-9-]{10,}", RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Tokens();

    // name=value and name: value with a name that says secret.
    [GeneratedRegex(@"((?:password|passwd|pwd|secret(?:_?access_?key)?|api_?key|access_?token|auth_?token|x-amz-security-token|x-amz-signature)[""']?\s*[=:]\s*[""']?)[^\s""'&;,]{3,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeoutMilliseconds)]
    private static partial Regex Assigned();
}
