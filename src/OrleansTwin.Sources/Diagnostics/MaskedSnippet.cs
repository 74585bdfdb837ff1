using System.Text;
using System.Text.RegularExpressions;
using OrleansTwin.Model.Diagnostics;

namespace OrleansTwin.Sources.Diagnostics;

/// <summary>
/// The start of a record that could not be read, fit to be shown: at most <see cref="DeadLetter.SnippetMax"/> characters, access
/// key ids, values of secret-looking JSON keys and long base64-like tokens masked, control characters as <c>?</c>.
/// </summary>
internal static partial class MaskedSnippet
{
    private const string Mask = "***";

    /// <summary>Bytes looked at: more than is shown, so that a secret cut by the end of the snippet is masked too.</summary>
    private const int BytesLookedAt = 4 * DeadLetter.SnippetMax;

    private const int RegexTimeoutMilliseconds = 100;

    public static string Of(ReadOnlySpan<byte> record) =>
        Of(Encoding.UTF8.GetString(record[..Math.Min(record.Length, BytesLookedAt)]));

    public static string Of(string text)
    {
        string masked;
        try
        {
            masked = SecretValue().Replace(text, "${key}" + Mask);
            masked = AccessKey().Replace(masked, "${kind}" + Mask);
            masked = Token().Replace(masked, Mask);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }

        return string.Create(Math.Min(masked.Length, DeadLetter.SnippetMax), masked, static (span, source) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = char.IsControl(source[index]) || char.IsSurrogate(source[index]) ? '?' : source[index];
            }
        });
    }

    // The value may lack its closing quote: the record is broken, or cut.
    [GeneratedRegex("""(?<key>\\?"[^"\\]{0,40}(?:secret|token|password|passwd|passphrase|privatekey|private_key|credential|authorization|apikey|api_key)[^"\\]{0,40}\\?"\s*:\s*\\?")[^"\\]*(?:\\.[^"\\]*)*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, RegexTimeoutMilliseconds)]
    private static partial Regex SecretValue();

    [GeneratedRegex("(?<kind>AKIA|ASIA)[A-Z0-9]{4,28}", RegexOptions.CultureInvariant, RegexTimeoutMilliseconds)]
    private static partial Regex AccessKey();

    // 40 characters is the length of an AWS secret key. Resource names hold `-`, `.`, `:` and are kept.
    [GeneratedRegex("[A-Za-z0-9+/=_]{40,}", RegexOptions.CultureInvariant, RegexTimeoutMilliseconds)]
    private static partial Regex Token();
}
