using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrleansTwin.Web.Api;

/// <summary>
/// Reads the parameters of a query; the first that is not allowed becomes the problem that is answered. A name that was not read is not
/// known and is a problem, too: a misspelt one passed over would give an answer to another question.
/// </summary>
internal sealed class QueryText(IQueryCollection query)
{
    private readonly SortedSet<string> _read = new(StringComparer.OrdinalIgnoreCase);
    private IResult? _problem;

    /// <summary>Null while everything is allowed. Ask when all parameters have been read.</summary>
    public IResult? Problem => _problem ?? (query.Keys.FirstOrDefault(name => !_read.Contains(name)) is { } other
        ? Problems.Bad("query parameter", other, _read.Count == 0 ? "none here" : $"one of {string.Join(", ", _read)}")
        : null);

    /// <summary>The text, or null where it is not given.</summary>
    public string? Text(string name, int longest)
    {
        var value = Value(name);
        return value is { Length: var length } && length > longest ? Bad<string?>(name, value, string.Create(CultureInfo.InvariantCulture, $"at most {longest} characters")) : value;
    }

    public int Number(string name, int otherwise, int least, int most) =>
        Value(name) is not { } value ? otherwise
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : Bad<int>(name, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    /// <summary>RFC 3339; a time without an offset is UTC.</summary>
    public DateTimeOffset? Time(string name) =>
        Value(name) is not { } value ? null
        : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && value.Length > "2024-01-01".Length - 1 && char.IsAsciiDigit(value[0]) ? time
        : Bad<DateTimeOffset?>(name, value, "a time as RFC 3339, for example 2024-01-01T12:00:00Z");

    public T? Choice<T>(string name)
        where T : struct, Enum =>
        Value(name) is not { } value ? null
        : !char.IsAsciiDigit(value.FirstOrDefault()) && Enum.TryParse<T>(value, ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice
        : Bad<T?>(name, value, string.Join(", ", Enum.GetNames<T>().Select(static word => char.ToLowerInvariant(word[0]) + word[1..])));

    /// <summary>All values of a name that may be repeated.</summary>
    public IReadOnlyList<string> All(string name)
    {
        _read.Add(name);
        return [.. query[name].OfType<string>().Where(static value => value.Length > 0)];
    }

    private string? Value(string name)
    {
        _read.Add(name);
        return query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
    }

    private T? Bad<T>(string name, string value, string allowed)
    {
        _problem ??= Problems.Bad($"query parameter {name}", value, allowed);
        return default;
    }
}
