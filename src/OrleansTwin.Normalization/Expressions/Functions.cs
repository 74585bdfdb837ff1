using System.Text.Json;
using OrleansTwin.Normalization.Entries;
using OrleansTwin.Normalization.Ids;
using OrleansTwin.Normalization.Text;

namespace OrleansTwin.Normalization.Expressions;

/// <summary>The few functions of the expression language.</summary>
internal static class Functions
{
    public static readonly IReadOnlyDictionary<string, Func<Scope, Expr[], Value>> All = new Dictionary<string, Func<Scope, Expr[], Value>>(StringComparer.Ordinal)
    {
        ["lower"] = static (scope, a) => Value.Of(Text(scope, a, 0)?.ToLowerInvariant()),
        ["basename"] = static (scope, a) => Value.Of(Text(scope, a, 0) is { } t ? t[(t.AsSpan().TrimEnd('/').LastIndexOfAny('/', ':') + 1)..].TrimEnd('/') : null),
        ["after"] = static (scope, a) => Value.Of(After(Text(scope, a, 0), Text(scope, a, 1))),
        ["before"] = static (scope, a) => Value.Of(Before(Text(scope, a, 0), Text(scope, a, 1))),
        ["exists"] = static (scope, a) => Value.Of(!a[0].First(scope).IsMissing),
        ["json"] = static (scope, a) => Document(a[0].First(scope)),
        ["text"] = static (scope, a) => Value.Of(Text(scope, a, 0)),
        ["decode"] = static (scope, a) => Value.Of(Text(scope, a, 0) is { } t ? Uri.UnescapeDataString(t) : null),
        ["time"] = static (scope, a) => Value.Of(LogTime.Parse(Text(scope, a, 0))?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
        ["any"] = static (scope, a) => Value.Of(Array.Exists(a, x => x.First(scope).IsTrue())),
        ["list"] = static (scope, a) => ListOf(scope, a[0]),
        ["starts"] = static (scope, a) => Value.Of(Text(scope, a, 0)?.StartsWith(Text(scope, a, 1) ?? "\0", StringComparison.OrdinalIgnoreCase) == true),
        ["ends"] = static (scope, a) => Value.Of(Text(scope, a, 0)?.EndsWith(Text(scope, a, 1) ?? "\0", StringComparison.OrdinalIgnoreCase) == true),
        ["has"] = static (scope, a) => Value.Of(Text(scope, a, 0)?.Contains(Text(scope, a, 1) ?? "\0", StringComparison.OrdinalIgnoreCase) == true),
        ["choose"] = static (scope, a) => a.Length < 2 ? Value.Missing : a[0].First(scope).IsTrue() ? a[1].First(scope) : a.Length > 2 ? a[2].First(scope) : Value.Missing,
        ["part"] = static (scope, a) => Value.Of(Part(Text(scope, a, 0), Text(scope, a, 1), Text(scope, a, 2))),
        ["ip"] = static (scope, a) => Value.Of(HostText.AddressOf(Text(scope, a, 0))),
        ["reads"] = static (scope, a) => Text(scope, a, 0) is { } t ? Value.Of(Operation.IsRead(t)) : Value.Missing,
        ["home"] = static (scope, a) => Value.Of(GcpNames.HomeOf(Text(scope, a, 0))),
        ["gcpPrincipal"] = static (scope, a) => Value.Of(GcpNames.Principal(Text(scope, a, 0))),
        ["subscription"] = static (scope, a) => Value.Of(AzureNames.SubscriptionOf(Text(scope, a, 0))),
        ["provider"] = static (scope, a) => Value.Of(AzureNames.ProviderOf(Text(scope, a, 0))),
        ["ports"] = static (scope, a) => Value.Of(RuleText.Ports(a[0].First(scope))),
        ["rule"] = static (scope, a) => Value.OfJson(RuleText.Json(a[0].First(scope), Text(scope, a, 1), Text(scope, a, 2))),
    };

    /// <summary>A policy document as canonical JSON: an object as it stands, or text that holds JSON, percent-encoded or not. Hidden text stays text.</summary>
    public static Value Document(Value value)
    {
        if (value.Element.ValueKind == JsonValueKind.Object && !Shape.IsText(value.Element))
        {
            return Value.OfJson(value.AsJson());
        }

        if (value.AsText() is not { Length: > 0 } text)
        {
            return Value.Missing;
        }

        return Hidden.Is(text) ? Value.Of(text) : Value.OfJson(CanonicalJson.OfText(text));
    }

    private static string? Text(Scope scope, Expr[] arguments, int index) =>
        index < arguments.Length ? arguments[index].First(scope).AsText() : null;

    private static string? After(string? text, string? mark)
    {
        var at = text is null || mark is null ? -1 : text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? null : text![(at + mark!.Length)..];
    }

    private static string? Before(string? text, string? mark)
    {
        var at = text is null || mark is null ? -1 : text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? text : text![..at];
    }

    /// <summary>One piece of a text, counted from 0, or from −1 at its end.</summary>
    private static string? Part(string? text, string? separator, string? index)
    {
        if (text is null || string.IsNullOrEmpty(separator) || !int.TryParse(index, System.Globalization.CultureInfo.InvariantCulture, out var at))
        {
            return null;
        }

        var parts = text.Split(separator);
        at = at < 0 ? parts.Length + at : at;
        return at >= 0 && at < parts.Length && parts[at].Length > 0 ? parts[at] : null;
    }

    private static Value ListOf(Scope scope, Expr items)
    {
        var all = new List<Value>();
        items.All(scope, all);
        return all.Count == 0 ? Value.Missing : Value.OfJson("[" + string.Join(',', all.Select(static v => v.AsJson())) + "]");
    }
}
