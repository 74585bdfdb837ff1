using System.Collections.Immutable;

namespace OrleansTwin.Detection.Sigma.Events;

/// <summary>
/// One kind of log that rules can be bound to, and how names of public rules lead to its raw fields. Data, not code:
/// <c>Mappings/logs.yml</c>.
/// </summary>
public sealed record SigmaLog
{
    /// <summary>For example <c>aws.cloudtrail</c>.</summary>
    public required string Name { get; init; }

    public required string Product { get; init; }

    public ImmutableArray<string> Services { get; init; } = [];

    public ImmutableArray<string> Categories { get; init; } = [];

    public KeyCase KeyCase { get; init; }

    /// <summary>Fields best suited to find the rules of an event, best first.</summary>
    public ImmutableArray<string> Index { get; init; } = [];

    /// <summary>Field with the event's time.</summary>
    public string Time { get; init; } = "";

    /// <summary>Field with the event's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Field of rules → paths in the record; any of them may hold it.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Fields { get; init; }
        = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Beginnings that rules write and records do not.</summary>
    public ImmutableArray<string> Strip { get; init; } = [];

    /// <summary>Beginnings under which a record may hold a field that the rule writes without.</summary>
    public ImmutableArray<string> Under { get; init; } = [];

    /// <summary>Whether the <c>x.</c> fields exist here.</summary>
    public bool Derives { get; init; }

    public bool Carries(SigmaLogSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return (source.Product is null || source.Product == Product)
            && (source.Service is null || Services.Contains(source.Service))
            && (source.Category is null || Categories.Contains(source.Category))
            && (source.Product is not null || source.Service is not null || source.Category is not null);
    }

    public IEnumerable<string> PathsOf(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (Fields.TryGetValue(field, out var mapped))
        {
            return mapped;
        }

        var stripped = Strip.FirstOrDefault(prefix => field.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        string[] names = stripped is null ? [field] : [field, field[stripped.Length..]];
        return names.Concat(Under.SelectMany(prefix => names, (prefix, name) => prefix + name)).Distinct(StringComparer.Ordinal);
    }
}
