using System.Collections.Frozen;
using System.Text.Json;
using OrleansTwin.Model.Events;

namespace OrleansTwin.Normalization.Reading;

/// <summary>
/// Error codes to outcomes, from the embedded <c>outcomes.json</c>: exact names or prefixes ending in <c>*</c>, compared after a
/// leading <c>Client.</c> or <c>Server.</c> is cut. What is in no list is a failure. Sources: "CloudTrail record contents"
/// (errorCode), EC2 API error codes, common errors of the services' API references.
/// </summary>
internal sealed class OutcomeTable
{
    private const string Resource = "OrleansTwin.Normalization.Reading.outcomes.json";

    private readonly FrozenSet<string> _denied;
    private readonly string[] _deniedPrefixes;
    private readonly FrozenSet<string> _throttled;
    private readonly string[] _throttledPrefixes;
    private readonly string[] _codePrefixes;

    private OutcomeTable(Lists lists)
    {
        _denied = Exact(lists.Denied);
        _deniedPrefixes = Prefixes(lists.Denied);
        _throttled = Exact(lists.Throttled);
        _throttledPrefixes = Prefixes(lists.Throttled);
        _codePrefixes = lists.CodePrefixes;
        ResponseFailureKeys = [.. lists.ResponseFailureKeys];
    }

    public static OutcomeTable Default { get; } = Load();

    /// <summary>Keys of <c>responseElements</c> whose value <c>Failure</c> says that the call failed without an error code.</summary>
    public string[] ResponseFailureKeys { get; }

    public Outcome Of(string errorCode)
    {
        var code = Bare(errorCode);
        if (_denied.Contains(code) || HasPrefix(code, _deniedPrefixes))
        {
            return Outcome.Denied;
        }

        return _throttled.Contains(code) || HasPrefix(code, _throttledPrefixes) ? Outcome.Throttled : Outcome.Failure;
    }

    private string Bare(string code)
    {
        foreach (var prefix in _codePrefixes)
        {
            if (code.StartsWith(prefix, StringComparison.Ordinal))
            {
                return code[prefix.Length..];
            }
        }

        return code;
    }

    private static bool HasPrefix(string code, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Exact(string[] names) =>
        names.Where(static name => !name.EndsWith('*')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static string[] Prefixes(string[] names) =>
        [.. names.Where(static name => name.EndsWith('*')).Select(static name => name[..^1])];

    private static OutcomeTable Load()
    {
        using var stream = typeof(OutcomeTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource `{Resource}` is not in the assembly");
        var lists = JsonSerializer.Deserialize<Lists>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"The resource `{Resource}` is empty");
        return new OutcomeTable(lists);
    }

    private sealed record Lists(string[] CodePrefixes, string[] Denied, string[] Throttled, string[] ResponseFailureKeys);
}
