using System.Net;
using Microsoft.AspNetCore.Http;

namespace OrleansTwin.Commands;

/// <summary>Addresses to listen on, from the command line or the configuration.</summary>
internal static class ListenUrls
{
    public const string Default = "http://127.0.0.1:5080";
    public const string AnyFree = "http://127.0.0.1:0";

    /// <summary>The addresses of a list in which <c>;</c> separates, too; the problems name the key they came under.</summary>
    public static IReadOnlyList<string> Parse(string key, IEnumerable<string> given, List<string> problems)
    {
        var urls = given.SelectMany(static text => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        foreach (var url in urls.Where(static url => !IsAllowed(url)))
        {
            problems.Add($"{key}: `{url}` is not an address to listen on; expected for example {Default}");
        }

        return urls;
    }

    /// <summary>True where only this machine reaches the address.</summary>
    public static bool IsLoopback(string url)
    {
        var host = BindingAddress.Parse(url).Host;
        return host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static bool IsAllowed(string url)
    {
        try
        {
            // A name that is no address is taken by the server for "every address": only what says so itself may mean that.
            var address = BindingAddress.Parse(url);
            return address.Scheme == "http" && address.Host.Length > 0 && address.PathBase.Length == 0
                && (address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
