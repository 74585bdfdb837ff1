using OrleansTwin.Normalization.Reading;

namespace OrleansTwin.Normalization.Text;

/// <summary>Addresses as logs write them: bare, with a port (<c>1.2.3.4:443</c>, <c>[2001:db8::1]:443</c>), in brackets, the first of a list.</summary>
internal static class HostText
{
    /// <summary>The address in canonical form, or null where the text is none.</summary>
    public static string? AddressOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var first = text.AsSpan();
        var comma = first.IndexOf(',');
        first = (comma < 0 ? first : first[..comma]).Trim();
        if (first.Length > 0 && first[0] == '[')
        {
            var close = first.IndexOf(']');
            return close < 0 ? null : ClientAddress.TryNormalize(first[1..close].ToString());
        }

        // One colon is a port; more are an IPv6 address.
        var colon = first.IndexOf(':');
        if (colon > 0 && first[(colon + 1)..].IndexOf(':') < 0)
        {
            first = first[..colon];
        }

        return ClientAddress.TryNormalize(first.ToString());
    }
}
