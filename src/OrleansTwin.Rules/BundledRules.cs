using System.Collections.Immutable;

namespace OrleansTwin.Rules;

/// <summary>The detection rules that come with the product, as raw Sigma files. Reading them is the detection stage's work.</summary>
public static class BundledRules
{
    private const string Prefix = "rules/";

    private static readonly Lazy<ImmutableArray<RuleText>> Files = new(ReadAll);

    /// <summary>All rule files, ordered by path.</summary>
    public static ImmutableArray<RuleText> All => Files.Value;

    /// <summary>Name, version and content hash of each rule file: a changed rule must have a new version.</summary>
    public static string Lock => Read("rules.lock");

    private static ImmutableArray<RuleText> ReadAll() =>
    [
        .. typeof(BundledRules).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new RuleText(name[Prefix.Length..], Read(name))),
    ];

    private static string Read(string name)
    {
        using var stream = typeof(BundledRules).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
