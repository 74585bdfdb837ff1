using System.Collections.Immutable;

namespace OrleansTwin.Detection.Behavior;

/// <summary>Validated options of the behaviour stage: thresholds, word lists, rules.</summary>
public sealed class BehaviorOptions
{
    private const string DefaultResource = "OrleansTwin.Detection.Behavior.behaviour.yml";

    private static readonly Lazy<BehaviorOptions> LazyDefault = new(static () => LoadDefault());

    internal BehaviorOptions(int version, BehaviorThresholds thresholds, BehaviorLists lists, ImmutableSortedDictionary<string, BehaviorRule> rules)
    {
        Version = version;
        Thresholds = thresholds;
        Lists = lists;
        Rules = rules;
    }

    /// <summary>Options of the embedded data file.</summary>
    public static BehaviorOptions Default => LazyDefault.Value;

    /// <summary>Text of the embedded data file, as a start for one's own.</summary>
    public static string DefaultText => EmbeddedText.Read(DefaultResource);

    public int Version { get; }

    public BehaviorThresholds Thresholds { get; }

    public BehaviorLists Lists { get; }

    public ImmutableSortedDictionary<string, BehaviorRule> Rules { get; }

    internal BehaviorRule Rule(string id) => Rules[id];

    private static BehaviorOptions LoadDefault()
    {
        var load = BehaviorOptionsLoader.Load(DefaultText);
        return load.Options ?? throw new InvalidOperationException(
            "the embedded behaviour.yml is broken: " + string.Join("; ", load.Problems.Select(static p => $"{p.Where}: {p.What}")));
    }
}
