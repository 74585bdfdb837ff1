using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace OrleansTwin.Detection.Sigma.Reading;

/// <summary>The modifiers of one field, told apart: what kind of test it is, and the steps that change its values, in order.</summary>
internal sealed record FieldModifiers
{
    private static readonly string[] ChangeNames =
    [
        "contains", "startswith", "endswith", "base64", "base64offset", "utf16", "utf16le", "utf16be", "wide", "windash", "expand",
    ];

    private static readonly string[] OtherNames =
    [
        "all", "cased", "neq", "re", "i", "m", "s", "cidr", "lt", "lte", "gt", "gte", "exists", "fieldref",
        "minute", "hour", "day", "week", "month", "year",
    ];

    public FieldTestKind Kind { get; init; } = FieldTestKind.Text;

    public ImmutableArray<string> Changes { get; init; } = [];

    public bool All { get; init; }

    public bool Cased { get; init; }

    public bool Negated { get; init; }

    public RegexOptions RegexFlags { get; init; }

    public SigmaComparison Comparison { get; init; } = SigmaComparison.Equal;

    public SigmaTimePart TimePart { get; init; }

    public static FieldModifiers? Parse(SigmaPosition position, string key, SigmaCollector collector)
    {
        var read = new FieldModifiers();
        foreach (var name in key.Split('|').Skip(1))
        {
            var next = read.With(name);
            if (next is null)
            {
                var known = ChangeNames.Contains(name) || OtherNames.Contains(name);
                collector.Error(position, known ? "modifier-combination" : "unknown-modifier",
                    known ? $"`{name}` cannot stand here in `{key}`." : $"`{name}`; allowed: {string.Join(", ", ChangeNames.Concat(OtherNames))}.");
                return null;
            }

            read = next;
        }

        return read;
    }

    private FieldModifiers? With(string name)
    {
        if (ChangeNames.Contains(name))
        {
            var allowed = Kind == FieldTestKind.Text
                || (Kind is FieldTestKind.Reference && name is "contains" or "startswith" or "endswith")
                || (Kind is FieldTestKind.Regex or FieldTestKind.Cidr && name == "expand");
            return allowed ? this with { Changes = Changes.Add(name) } : null;
        }

        return name switch
        {
            "all" => this with { All = true },
            "cased" => this with { Cased = true },
            "neq" => this with { Negated = true },
            "re" => To(FieldTestKind.Regex),
            "i" => Flag(RegexOptions.IgnoreCase),
            "m" => Flag(RegexOptions.Multiline),
            "s" => Flag(RegexOptions.Singleline),
            "cidr" => To(FieldTestKind.Cidr),
            "exists" => To(FieldTestKind.Exists),
            "fieldref" => Changes.All(change => change is "contains" or "startswith" or "endswith") ? To(FieldTestKind.Reference, true) : null,
            "lt" => Compare(SigmaComparison.Less),
            "lte" => Compare(SigmaComparison.LessOrEqual),
            "gt" => Compare(SigmaComparison.Greater),
            "gte" => Compare(SigmaComparison.GreaterOrEqual),
            "minute" => Time(SigmaTimePart.Minute),
            "hour" => Time(SigmaTimePart.Hour),
            "day" => Time(SigmaTimePart.Day),
            "week" => Time(SigmaTimePart.Week),
            "month" => Time(SigmaTimePart.Month),
            "year" => Time(SigmaTimePart.Year),
            _ => null,
        };
    }

    private FieldModifiers? To(FieldTestKind kind, bool keepsChanges = false) =>
        Kind == FieldTestKind.Text && (keepsChanges || Changes.All(change => change == "expand")) ? this with { Kind = kind } : null;

    private FieldModifiers? Flag(RegexOptions flag) =>
        Kind == FieldTestKind.Regex ? this with { RegexFlags = RegexFlags | flag } : null;

    private FieldModifiers? Time(SigmaTimePart part) => To(FieldTestKind.Time) is { } next ? next with { TimePart = part } : null;

    private FieldModifiers? Compare(SigmaComparison comparison) => Kind == FieldTestKind.Time
        ? this with { Comparison = comparison }
        : To(FieldTestKind.Compare) is { } next ? next with { Comparison = comparison } : null;
}
