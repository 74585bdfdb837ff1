using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace OrleansTwin.Web;

/// <summary>
/// Keeps other sites out of a server without a login, and sets the security headers. A page elsewhere that resolves its own name to
/// loopback carries that name as the host, and one that opens a socket here carries its origin: both are refused.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, IServer server)
{
    // No inline script or style anywhere; the socket of the pages is same-origin.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private Names? _names;

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/mcp"))
        {
            headers.CacheControl = "no-store";
        }

        var names = _names ??= Names.Of(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        if (!names.Allows(context.Request.Host.Host))
        {
            return RefuseAsync(context, $"the host `{Clean(context.Request.Host.Host)}` is not served here; ask for one of {names}");
        }

        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != context.Request.Host.Value))
        {
            return RefuseAsync(context, "requests from pages of other origins are not answered");
        }

        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why);
    }

    private static string Clean(string host) => new([.. host.Where(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or ':' or '[' or ']').Take(100)]);

    private sealed record Names(HashSet<string> Hosts, bool Any)
    {
        public static Names Of(IEnumerable<string> addresses)
        {
            var hosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
            var any = false;
            foreach (var address in addresses)
            {
                var host = BindingAddress.Parse(address).Host;
                any |= host is "*" or "+" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
                hosts.Add(host);
            }

            return new(hosts, any);
        }

        public bool Allows(string host) => Any || Hosts.Contains(host);

        public override string ToString() => string.Join(", ", Hosts.Order(StringComparer.Ordinal));
    }
}
