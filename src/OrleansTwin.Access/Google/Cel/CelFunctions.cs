using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansTwin.Access.Google.Cel;

/// <summary>
/// The functions and operators of "langdef" (List of Standard Definitions) that IAM's "Attribute reference for IAM Conditions" names, and what
/// IAM adds: <c>extract</c>, <c>date</c>, <c>hasOnly</c>, <c>api.getAttribute</c> and the tags of a resource.
/// </summary>
internal static class CelFunctions
{
    private static readonly TimeSpan MatchTimeMax = TimeSpan.FromMilliseconds(250);
    private const int PatternCharactersMax = 2_048;

    public static ImmutableHashSet<string> Types { get; } =
        ["bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type", "google.protobuf.Timestamp", "google.protobuf.Duration"];

    public static object Call(string name, bool onTarget, object[] a) => (name, onTarget, a.Length) switch
    {
        ("==", false, 2) => CelRelations.Equal(a[0], a[1]),
        ("!=", false, 2) => CelRelations.Equal(a[0], a[1]) is bool equal ? !equal : CelRelations.Equal(a[0], a[1]),
        ("<" or "<=" or ">" or ">=", false, 2) => Ordered(name, a[0], a[1]),
        ("in", false, 2) => In(a[0], a[1]),
        ("!", false, 1) => a[0] is bool b ? !b : CelEvaluator.NoOverload(name),
        ("neg" or "+" or "-" or "*" or "/" or "%", false, _) => CelArithmetic.Call(name, a),
        ("size", _, 1) => Size(a[0]),
        ("startsWith", true, 2) when (a[0], a[1]) is (string s, string t) => s.StartsWith(t, StringComparison.Ordinal),
        ("endsWith", true, 2) when (a[0], a[1]) is (string s, string t) => s.EndsWith(t, StringComparison.Ordinal),
        ("contains", true, 2) when (a[0], a[1]) is (string s, string t) => s.Contains(t, StringComparison.Ordinal),
        ("matches", _, 2) when (a[0], a[1]) is (string s, string t) => Matches(s, t),
        ("extract", true, 2) when (a[0], a[1]) is (string s, string t) => Extract(s, t),
        ("hasOnly", true, 2) when (a[0], a[1]) is (IReadOnlyList<object> held, IReadOnlyList<object> allowed) => held.All(h => allowed.Any(l => CelRelations.Equal(h, l) is true)),
        ("getAttribute", true, 3) when (a[0], a[1]) is (CelMap map, string key) => map.TryGet(key, out var value) ? value : map.OpenName is { } open ? new CelUnknown($"{open}.getAttribute('{key}')") : a[2],
        ("matchTag" or "matchTagId" or "hasTagKey" or "hasTagKeyId", true, _) => CelTags.Call(name, a),
        ("type", false, 1) => TypeOf(a[0]),
        ("dyn", false, 1) => a[0],
        _ when onTarget && CelTimes.IsField(name) => CelTimes.Field(name, a),
        _ when !onTarget && a.Length == 1 => CelConversions.Call(name, a[0]),
        _ => CelEvaluator.NoOverload(name),
    };

    public static object Index(object from, object key)
    {
        if (from is CelError or CelUnknown)
        {
            return from;
        }

        if (key is CelError or CelUnknown)
        {
            return key;
        }

        if (from is CelMap map)
        {
            if (key is not (bool or long or CelUint or string or double))
            {
                return CelEvaluator.NoOverload("[]");
            }

            return map.TryGet(key, out var value) ? value : map.OpenName is { } open ? new CelUnknown($"{open}['{key}']") : new CelError($"no such key: {key}");
        }

        if (from is not IReadOnlyList<object> list || !CelRelations.IsNumber(key) || CelConversions.Call("int", key) is not long at || CelRelations.Order(at, key) != 0)
        {
            return CelEvaluator.NoOverload("[]");
        }

        return at >= 0 && at < list.Count ? list[(int)at] : new CelError($"index {at} out of range");
    }

    private static object Ordered(string name, object left, object right)
    {
        if (CelRelations.Order(left, right) is not { } order)
        {
            return left is double l && double.IsNaN(l) && CelRelations.IsNumber(right) || right is double r && double.IsNaN(r) && CelRelations.IsNumber(left) ? false : CelEvaluator.NoOverload(name);
        }

        return name switch { "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private static object In(object item, object where)
    {
        if (where is CelMap map)
        {
            return map.TryGet(item, out _) ? true : map.OpenName is { } open ? new CelUnknown($"{open}['{item}']") : false;
        }

        return where is IReadOnlyList<object> list ? list.Any(i => CelRelations.Equal(i, item) is true) : CelEvaluator.NoOverload("in");
    }

    private static object Size(object value) => value switch
    {
        string text => (long)text.EnumerateRunes().Count(),
        byte[] bytes => (long)bytes.Length,
        IReadOnlyList<object> list => (long)list.Count,
        CelMap { OpenName: null } map => (long)map.Count,
        CelMap map => new CelUnknown(map.OpenName!),
        _ => CelEvaluator.NoOverload("size"),
    };

    /// <summary>RE2's expressions: without backtracking, so in time that grows with the text.</summary>
    private static object Matches(string text, string pattern)
    {
        if (pattern.Length > PatternCharactersMax)
        {
            return new CelError($"a pattern of {pattern.Length} characters; allowed are {PatternCharactersMax}");
        }

        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchTimeMax);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return new CelError(problem is RegexMatchTimeoutException ? "a match took too long" : "no pattern of RE2");
        }
    }

    /// <summary>What stands where the template has its name in braces: behind the first place of what is before, up to the first place of what is behind; else "".</summary>
    private static object Extract(string text, string template)
    {
        var open = template.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : template.IndexOf('}', open);
        if (close < 0)
        {
            return new CelError("a template has one name in braces");
        }

        var start = text.IndexOf(template[..open], StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var rest = text[(start + open)..];
        var end = close + 1 == template.Length ? rest.Length : rest.IndexOf(template[(close + 1)..], StringComparison.Ordinal);
        return end < 0 ? "" : rest[..end];
    }

    public static CelType TypeOf(object value) => new(value switch
    {
        bool => "bool",
        long => "int",
        CelUint => "uint",
        double => "double",
        string => "string",
        byte[] => "bytes",
        CelNull => "null_type",
        CelTime => "google.protobuf.Timestamp",
        CelDuration => "google.protobuf.Duration",
        CelMap => "map",
        CelType => "type",
        _ => "list",
    });
}
